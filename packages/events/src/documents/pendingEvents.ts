import type { CollectionDeclaration, Documents } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";

/** What a document has that publishes: the events that wait, its oldest first. A change and its events are one write. */
export interface WithPendingEvents {
  readonly pendingEvents?: readonly DomainEvent[];
}

/** Matches documents with events that wait; what does not wait is not in the index either. */
const waiting = { "pendingEvents.time": { $gt: "" } };

const indexName = "pending_events";

/** The index that each collection declares whose documents publish. */
export const pendingEventsIndex: CollectionDeclaration["indexes"][number] = {
  name: indexName,
  key: { "pendingEvents.time": 1 },
  partialFilterExpression: waiting,
};

/** Most events taken of one document at a time. */
const mostOfOne = 10;
/** Characters of events after which a batch is long enough: a document may be of megabytes. */
const longEnough = 8_000_000;

/** The events of one document that wait. */
export interface PendingEvents {
  readonly documentId: string;
  readonly events: readonly DomainEvent[];
}

/** The events of some documents of a collection that wait, by and large the oldest first; of each document in order. */
export async function findPending(
  { db }: Documents,
  collection: string,
  mostDocuments: number,
): Promise<PendingEvents[]> {
  const found = db
    .collection(collection)
    // Not sorted: an index of arrays gives no order to sort by, so all that waits would be read for each batch.
    .aggregate<PendingEvents>(
      [
        { $match: waiting },
        { $limit: mostDocuments },
        { $project: { _id: 0, documentId: "$_id", events: { $slice: ["$pendingEvents", mostOfOne] } } },
      ],
      { hint: indexName, comment: "events.waiting" },
    );
  const batch: PendingEvents[] = [];
  let length = 0;
  for await (const one of found) {
    batch.push(one);
    length += JSON.stringify(one.events).length;
    if (length > longEnough) break;
  }
  return batch;
}

/** Takes events out of their documents; those that came meanwhile stay. */
export async function removePending(
  { db }: Documents,
  collection: string,
  pending: readonly PendingEvents[],
): Promise<void> {
  await db.collection<{ _id: string; pendingEvents: DomainEvent[] }>(collection).bulkWrite(
    pending.map(({ documentId, events }) => ({
      updateOne: {
        filter: { _id: documentId },
        update: { $pull: { pendingEvents: { id: { $in: events.map(({ id }) => id) } } } },
      },
    })),
    { ordered: false, comment: "events.removePending" },
  );
}

/** How many events of a collection wait. */
export async function countPending({ db }: Documents, collection: string): Promise<number> {
  const [sum] = await db
    .collection(collection)
    .aggregate<{ events: number }>(
      [{ $match: waiting }, { $group: { _id: null, events: { $sum: { $size: "$pendingEvents" } } } }],
      { hint: indexName, comment: "events.countWaiting" },
    )
    .toArray();
  return sum?.events ?? 0;
}
