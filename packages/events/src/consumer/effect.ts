import type { Database, Transaction } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";

/** What a group does with events, and where. */
export interface Effect {
  readonly group: string;
  /** The store of the effect. */
  readonly database: Database;
  /** Whether an event that is not newer than what was handled of its subject is passed over. */
  readonly versioned: boolean;
  readonly handle: (transaction: Transaction, events: readonly DomainEvent[]) => Promise<void>;
}

/**
 * Handles those of the events that have not taken effect yet, in one transaction with the record that they have, and gives
 * their number. Whoever handles the same events at the same time waits for the end of this transaction, and then passes
 * them over: so it does not matter how often an event comes, nor whether its consumer is the only one.
 */
export function actOnce(
  { group, database, versioned, handle }: Effect,
  events: readonly DomainEvent[],
): Promise<number> {
  return database.transaction(async (transaction) => {
    const fresh = versioned
      ? await newerOnes(transaction, group, events)
      : await unknownOnes(transaction, group, events);
    if (fresh.length > 0) await handle(transaction, fresh);
    return fresh.length;
  });
}

async function unknownOnes(
  transaction: Transaction,
  group: string,
  events: readonly DomainEvent[],
): Promise<DomainEvent[]> {
  // In the order of their ids: two batches that overlap must not wait for each other in a circle.
  const rows = await transaction.query<{ event_id: string }>(
    "events.recordConsumed",
    `INSERT INTO consumed_events (consumer_group, event_id)
     SELECT $1, id FROM unnest($2::uuid[]) AS id ORDER BY id
     ON CONFLICT DO NOTHING RETURNING event_id`,
    [group, events.map(({ id }) => id)],
  );
  const unknown = new Set(rows.map((row) => row.event_id));
  return events.filter(({ id }) => unknown.delete(id)); // an id that is twice in a batch counts once
}

/** Moves the versions of the events' subjects, and gives the events that are newer than these were. */
async function newerOnes(
  transaction: Transaction,
  group: string,
  events: readonly DomainEvent[],
): Promise<DomainEvent[]> {
  const rows = await transaction.query<{ source: string; subject: string; previous_version: number | null }>(
    "events.recordVersions",
    `INSERT INTO handled_versions AS handled (consumer_group, source, subject, version)
     SELECT $1, source, subject, max(version)
     FROM unnest($2::text[], $3::text[], $4::bigint[]) AS event (source, subject, version)
     GROUP BY source, subject ORDER BY source, subject
     ON CONFLICT (consumer_group, source, subject) DO UPDATE
       SET version = excluded.version, previous_version = handled.version
       WHERE handled.version < excluded.version
     RETURNING source, subject, previous_version`,
    [
      group,
      events.map(({ source }) => source),
      events.map(({ subject }) => subject),
      events.map(({ subjectVersion }) => subjectVersion),
    ],
  );
  const handled = new Map(rows.map((row) => [keyOf(row), row.previous_version ?? Number.NEGATIVE_INFINITY]));
  return events.filter((event) => {
    const before = handled.get(keyOf(event));
    if (before === undefined || event.subjectVersion <= before) return false;
    handled.set(keyOf(event), event.subjectVersion);
    return true;
  });
}

function keyOf({ source, subject }: { readonly source: string; readonly subject: string }): string {
  return `${source} ${subject}`;
}
