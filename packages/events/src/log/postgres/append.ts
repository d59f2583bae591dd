import type { Database } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import { eventColumns, eventsGiven, toParameter } from "../../eventRows.ts";

const channel = "event_log";

/**
 * Appends take one lock in turn. Without it a transaction with a lower position could commit after a higher one was
 * read, and its events would be missed. The lock is taken by the insert itself: a row's position is drawn when the row has
 * come out of its FROM, which is not before the lock is there, and the snapshot, which is older, decides nothing here.
 */
export async function append(database: Database, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  await database.query(
    "events.append",
    `WITH lock AS MATERIALIZED (
       SELECT pg_advisory_xact_lock(hashtextextended('angidi.event_log', 0))
     ), appended AS (
       INSERT INTO event_log (${eventColumns})
       SELECT ${eventColumns} FROM (SELECT count(*) FROM lock) AS locked, ${eventsGiven("$1")}
       ORDER BY place
       ON CONFLICT (id) DO NOTHING
       RETURNING type
     )
     SELECT pg_notify($2, string_agg(DISTINCT type, ' ')) FROM appended HAVING count(*) > 0`,
    [toParameter(events), channel],
  );
}

/** Calls back whenever events of the topics may have been appended, until the function given back is called. */
export function onAppended(
  database: Database,
  topics: readonly string[],
  callback: () => void,
): Promise<() => Promise<void>> {
  return database.listen(channel, (payload) => {
    // An empty one says that the connection was lost for a while: anything may have come.
    if (payload === "" || payload.split(" ").some((type) => topics.includes(type))) callback();
  });
}
