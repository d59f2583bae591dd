import { type Documents, repeatedly, type Worker } from "@angidi/datastores";
import type { EventLog } from "../log/eventLog.ts";
import { countRelayed, observeOutbox } from "../metrics.ts";
import { wakeable } from "../relay.ts";
import { leaseOf } from "./lease.ts";
import { countPending, findPending, removePending } from "./pendingEvents.ts";

const batchSize = 200;

/** Longer than moving a batch takes. */
const LEASE = 15_000;

/**
 * Moves the events that wait inside documents to the log, those of a document in order. A lease makes it the only one at a
 * time; should there be two nevertheless, the log gets events again that it has, and no event before its predecessors.
 * Events are taken out of their documents after the log has them: a crash in between sends them again, and the log
 * knows them by their id.
 */
export function relayDocuments({
  documents,
  collections,
  log,
  source,
}: {
  readonly documents: Documents;
  /** Those whose documents publish. Their index is `pendingEventsIndex`; the lease lies in one of `relayCollections`. */
  readonly collections: readonly string[];
  readonly log: EventLog;
  readonly source: string;
}): Worker {
  const lease = leaseOf(documents, source, LEASE);

  /** Moves some events of a collection; says whether there may be more. */
  async function moveSome(collection: string): Promise<boolean> {
    const pending = await findPending(documents, collection, batchSize);
    if (pending.length === 0) return false;
    const events = pending.flatMap((document) => document.events);
    await log.append(events);
    await removePending(documents, collection, pending);
    countRelayed(source, events.length);
    return true;
  }

  async function hasPending(): Promise<boolean> {
    for (const collection of collections) {
      if ((await findPending(documents, collection, 1)).length > 0) return true;
    }
    return false;
  }

  const worker = repeatedly({
    name: `${source}.relay`,
    everyMilliseconds: 1_000,
    async run(signal) {
      if (!(await hasPending()) || !(await lease.take())) return "done";
      try {
        // One batch of each in turn: none waits for all the events of another.
        for (let moved = true; moved; ) {
          moved = false;
          for (const collection of collections) {
            if (await moveSome(collection)) moved = true;
            if (signal.aborted || !(await lease.take())) return "done";
          }
        }
      } finally {
        await lease.release().catch(() => {}); // it runs out by itself, and the store may be away
      }
      return "done";
    },
  });

  return wakeable(source, worker, () =>
    observeOutbox(source, async () => {
      let waiting = 0;
      for (const collection of collections) waiting += await countPending(documents, collection);
      return waiting;
    }),
  );
}
