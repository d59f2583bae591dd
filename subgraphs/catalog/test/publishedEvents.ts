import type { Database, Documents } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";

export type PublishedEvent = Pick<DomainEvent, "type" | "subjectVersion" | "data">;

/** What was published and no relay has moved. */
export interface PublishedEvents {
  /** In order. */
  of(subject: string): Promise<PublishedEvent[]>;
  count(): Promise<number>;
}

export function eventsInOutbox(database: Database): PublishedEvents {
  return {
    of: (subject) =>
      database.query(
        "test.eventsOf",
        `select type, subject_version as "subjectVersion", data from outbox where subject = $1 order by position`,
        [subject],
      ),
    async count() {
      return (await database.query("test.outbox", "select 1 from outbox")).length;
    },
  };
}

export function eventsInDocuments({ db }: Documents): PublishedEvents {
  const collections = ["products", "categories"].map((name) =>
    db.collection<{ _id: string; pendingEvents: DomainEvent[] }>(name),
  );
  const pending = async (filter: object) =>
    (await Promise.all(collections.map((collection) => collection.find(filter).toArray()))).flatMap((documents) =>
      documents.flatMap(({ pendingEvents }) => pendingEvents),
    );
  return {
    of: async (subject) =>
      (await pending({ _id: subject })).map(({ type, subjectVersion, data }) => ({ type, subjectVersion, data })),
    count: async () => (await pending({})).length,
  };
}
