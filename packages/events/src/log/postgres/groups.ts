import type { Queryable } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import { type EventRow, eventColumns, toEvent } from "../../eventRows.ts";
import { unflushed } from "../../unflushed.ts";
import type { ConsumerGroup } from "../eventLog.ts";

/** For how long a group belongs to a consumer that says nothing any more: so long its events wait after a power cut. */
const leaseSeconds = 5;
/** How often a consumer that is at work says that it lives. */
export const renewalMilliseconds = 1_500;

/** A consumer that is at work for its group. */
export interface Membership {
  readonly group: string;
  /** Who of the group it is. */
  readonly holder: string;
  /** In order, so that they can be compared. */
  readonly topics: readonly string[];
}

/** Makes the group one of these topics. While versions of the code differ in them, the one that came last consumes. */
export async function joinGroup(
  database: Queryable,
  { group, topics }: Pick<Membership, "group" | "topics">,
): Promise<void> {
  await database.query(
    "events.joinGroup",
    `INSERT INTO consumer_groups (consumer_group, topics) VALUES ($1, $2)
     ON CONFLICT (consumer_group) DO UPDATE SET topics = excluded.topics WHERE consumer_groups.topics <> excluded.topics`,
    [group, topics],
  );
}

/**
 * Takes the group's lease and gives its position; null while another consumer holds it, or when nothing waits. That is
 * one statement which writes nothing when there is nothing to do, so an idle group costs a look at an index.
 */
export async function leaseGroup(database: Queryable, { group, holder, topics }: Membership): Promise<number | null> {
  const [row] = await database.query<{ position: number }>(
    "events.leaseGroup",
    `UPDATE consumer_groups AS consumer SET holder = $2, leased_until = now() + interval '${leaseSeconds} seconds'
     FROM ${unflushed}
     WHERE consumer_group = $1 AND topics = $3 AND (holder IS NULL OR holder = $2 OR leased_until < now())
       AND EXISTS (SELECT FROM event_log WHERE type = ANY (consumer.topics) AND event_log.position > consumer.position)
     RETURNING position`,
    [group, holder, topics],
  );
  return row?.position ?? null;
}

/** Prolongs the lease; false when it is another's by now. */
export async function renewLease(database: Queryable, { group, holder }: Membership): Promise<boolean> {
  const rows = await database.query(
    "events.renewLease",
    `UPDATE consumer_groups SET leased_until = now() + interval '${leaseSeconds} seconds'
     WHERE consumer_group = $1 AND holder = $2 RETURNING 1`,
    [group, holder],
  );
  return rows.length > 0;
}

export async function releaseLease(database: Queryable, { group, holder }: Membership): Promise<void> {
  await database.query(
    "events.releaseLease",
    "UPDATE consumer_groups SET holder = NULL, leased_until = NULL WHERE consumer_group = $1 AND holder = $2",
    [group, holder],
  );
}

/**
 * Moves the group past what was handled and lets go of it. Nothing happens when the lease is another's by now: that one
 * started from the same position and moves it itself.
 */
export async function moveGroup(database: Queryable, { group, holder }: Membership, position: number): Promise<void> {
  await database.query(
    "events.moveGroup",
    `UPDATE consumer_groups SET position = $3, last_handled_at = now(), holder = NULL, leased_until = NULL
     FROM ${unflushed}
     WHERE consumer_group = $1 AND holder = $2`,
    [group, holder, position],
  );
}

/** The next events of the topics, and the position of the last of them. */
export async function nextEvents(
  database: Queryable,
  topics: readonly string[],
  { after, upTo = null, count }: { readonly after: number; readonly upTo?: number | null; readonly count: number },
): Promise<{ readonly events: DomainEvent[]; readonly position: number }> {
  const rows = await database.query<EventRow>(
    "events.next",
    `SELECT position, ${eventColumns} FROM event_log
     WHERE type = ANY ($1) AND position > $2 AND ($3::bigint IS NULL OR position <= $3)
     ORDER BY position LIMIT $4`,
    [topics, after, upTo, count],
  );
  return { events: rows.map(toEvent), position: rows.at(-1)?.position ?? after };
}

interface GroupRow {
  readonly consumer_group: string;
  readonly topics: string[];
  readonly position: number;
  readonly lag: number;
  readonly last_handled_at: Date | null;
}

export async function listGroups(database: Queryable, group?: string): Promise<ConsumerGroup[]> {
  const rows = await database.query<GroupRow>(
    "events.groups",
    `SELECT consumer_group, topics, position, last_handled_at,
       (SELECT count(*) FROM event_log WHERE type = ANY (topics) AND event_log.position > consumer.position) AS lag
     FROM consumer_groups AS consumer WHERE $1::text IS NULL OR consumer_group = $1 ORDER BY consumer_group`,
    [group ?? null],
  );
  return rows.map((row) => ({
    group: row.consumer_group,
    topics: row.topics,
    position: String(row.position),
    lag: row.lag,
    lastHandledAt: row.last_handled_at,
  }));
}
