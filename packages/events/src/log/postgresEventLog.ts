import { type Database, openDatabase, type Queryable } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import type { EventLog } from "./eventLog.ts";

/** The folder with the log's tables, for the schema `events`. */
export const eventLogMigrations = new URL("../../migrations/log/", import.meta.url);
/** The schema in which the log lies. */
export const eventLogSchema = "events";

const channel = "event_log";
const batchSize = 100;

interface LogRow extends Omit<DomainEvent, "subjectVersion" | "time" | "traceparent"> {
  readonly position: number;
  readonly subject_version: number;
  readonly time: Date;
  readonly traceparent: string | null;
}

/** The event log on PostgreSQL, in the schema `events` of the database at `url`. */
export function openEventLog({ url, poolSize = 4 }: { readonly url: string; readonly poolSize?: number }): EventLog {
  const database = openDatabase({ url, schema: eventLogSchema, poolSize, applicationName: "angidi events" });
  return {
    append: (events) => append(database, events),

    async take(group, topics, handle) {
      // The group's row stays locked while its events are handled: one consumer at a time, and a dead one lets go.
      return database.transaction(async (transaction) => {
        const offset = await lockOffset(transaction, group);
        if (offset === null) return { taken: 0 };
        const rows = await nextEvents(transaction, topics, offset);
        let done = offset;
        let taken = 0;
        try {
          for (const row of rows) {
            await handle(toEvent(row));
            done = row.position;
            taken += 1;
          }
        } catch (error) {
          // What was done before the failure must not come again; the failure itself is the caller's to see.
          if (taken === 0) throw error;
        }
        if (taken > 0) await moveOffset(transaction, group, done);
        return { taken };
      });
    },

    onAppended: (callback) => database.listen(channel, callback),
    close: () => database.close(),
  };
}

async function append(database: Database, events: readonly DomainEvent[]): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query("events.lockLog", "SELECT pg_advisory_xact_lock(hashtextextended('angidi.event_log', 0))");
    await transaction.query(
      "events.append",
      `WITH appended AS (
         INSERT INTO event_log (id, type, source, subject, subject_version, time, traceparent, data)
         SELECT id, type, source, subject, subject_version, time, traceparent, data
         FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (
           id uuid, type text, source text, subject text, subject_version bigint, time timestamptz, traceparent text,
           data jsonb
         )) WITH ORDINALITY AS event (id, type, source, subject, subject_version, time, traceparent, data, place)
         ORDER BY place
         ON CONFLICT (id) DO NOTHING
         RETURNING position
       )
       SELECT pg_notify($2, '') WHERE EXISTS (SELECT FROM appended)`,
      [
        JSON.stringify(events.map(({ subjectVersion, ...event }) => ({ ...event, subject_version: subjectVersion }))),
        channel,
      ],
    );
  });
}

/** The group's offset, or null while another consumer of the group holds it. */
async function lockOffset(transaction: Queryable, group: string): Promise<number | null> {
  await transaction.query(
    "events.joinGroup",
    `INSERT INTO consumer_offsets (consumer_group)
     SELECT $1 WHERE NOT EXISTS (SELECT FROM consumer_offsets WHERE consumer_group = $1)
     ON CONFLICT DO NOTHING`,
    [group],
  );
  const [row] = await transaction.query<{ position: number }>(
    "events.lockOffset",
    "SELECT position FROM consumer_offsets WHERE consumer_group = $1 FOR UPDATE SKIP LOCKED",
    [group],
  );
  return row?.position ?? null;
}

async function nextEvents(transaction: Queryable, topics: readonly string[], offset: number): Promise<LogRow[]> {
  return transaction.query<LogRow>(
    "events.next",
    `SELECT position, id, type, source, subject, subject_version, time, traceparent, data
     FROM event_log WHERE type = ANY ($1) AND position > $2 ORDER BY position LIMIT ${batchSize}`,
    [topics, offset],
  );
}

async function moveOffset(transaction: Queryable, group: string, position: number): Promise<void> {
  await transaction.query("events.moveOffset", "UPDATE consumer_offsets SET position = $2 WHERE consumer_group = $1", [
    group,
    position,
  ]);
}

function toEvent(row: LogRow): DomainEvent {
  const { position: _position, subject_version, time, traceparent, ...event } = row;
  return {
    ...event,
    subjectVersion: subject_version,
    time: time.toISOString(),
    ...(traceparent === null ? {} : { traceparent }),
  };
}
