import { type Database, newId, type Queryable } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import type { DeadLetter, DeadLetterStatus, DeadLetters, LettersChanged } from "../deadLetters.ts";

const channel = "event_redrives";
/** For how long a letter belongs to a worker that took it; longer than a handler takes. */
const takenSeconds = 60;
/** More of an error than this is no help to anybody. */
const longestReason = 1_000;

interface LetterRow {
  readonly id: string;
  readonly consumer_group: string;
  readonly event: DomainEvent;
  readonly reason: string;
  readonly attempts: number;
  readonly parked_at: Date;
  readonly status: DeadLetterStatus;
}

const columns = "id, consumer_group, event, reason, attempts, parked_at, status";

/** Dead letters on PostgreSQL, in the event log's schema. */
export function postgresDeadLetters(database: Database): DeadLetters {
  return {
    async park({ group, event, reason, attempts }) {
      await database.query(
        "events.park",
        `INSERT INTO dead_letters AS letter (id, consumer_group, event_id, event, reason, attempts)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (consumer_group, event_id) DO UPDATE
           SET reason = excluded.reason, attempts = letter.attempts + excluded.attempts, parked_at = now(),
             status = 'PARKED', taken_until = NULL, settled_at = NULL
           WHERE letter.status <> 'DISCARDED'`,
        [newId(), group, event.id, JSON.stringify(event), shortened(reason), attempts],
      );
    },

    async openByGroup() {
      const rows = await database.query<{ consumer_group: string; count: number }>(
        "events.openLetters",
        `SELECT consumer_group, count(*) AS count FROM dead_letters
         WHERE status IN ('PARKED', 'REDRIVING') GROUP BY consumer_group`,
      );
      return new Map(rows.map((row) => [row.consumer_group, row.count]));
    },

    async list({ group = null, status = null, after = null, count }) {
      const rows = await database.query<LetterRow>(
        "events.listLetters",
        `SELECT ${columns} FROM dead_letters
         WHERE ($1::text IS NULL OR consumer_group = $1) AND ($2::text IS NULL OR status = $2)
           AND ($3::uuid IS NULL OR id < $3)
         ORDER BY id DESC LIMIT $4`,
        [group, status, after, count],
      );
      return rows.map(toLetter);
    },

    requestRedrive: (ids) =>
      database.transaction(async (transaction) => {
        const changed = await change(transaction, ids, "REDRIVING");
        const groups = changed.kind === "changed" ? new Set(changed.letters.map(({ group }) => group)) : [];
        for (const group of groups) {
          await transaction.query("events.notifyRedrive", "SELECT pg_notify($1, $2)", [channel, group]);
        }
        return changed;
      }),

    discard: (ids) => database.transaction((transaction) => change(transaction, ids, "DISCARDED")),

    async takeRedrive(group) {
      const [row] = await database.query<LetterRow>(
        "events.takeRedrive",
        `UPDATE dead_letters SET taken_until = now() + interval '${takenSeconds} seconds'
         WHERE id = (
           SELECT id FROM dead_letters
           WHERE consumer_group = $1 AND status = 'REDRIVING' AND (taken_until IS NULL OR taken_until < now())
           ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
         )
         RETURNING ${columns}`,
        [group],
      );
      return row ? toLetter(row) : null;
    },

    async settle(id, status) {
      await database.query(
        "events.settleLetter",
        `UPDATE dead_letters SET status = $2, settled_at = now(), taken_until = NULL
         WHERE id = $1 AND status = 'REDRIVING'`,
        [id, status],
      );
    },

    async parkAgain(id, reason) {
      await database.query(
        "events.parkAgain",
        `UPDATE dead_letters
         SET status = 'PARKED', reason = $2, attempts = attempts + 1, parked_at = now(), taken_until = NULL
         WHERE id = $1 AND status = 'REDRIVING'`,
        [id, shortened(reason)],
      );
    },

    onRedriveRequested: (group, callback) =>
      database.listen(channel, (payload) => {
        if (payload === "" || payload === group) callback();
      }),
  };
}

/** Moves parked letters on, all or none. One that is there already stays so. */
async function change(
  transaction: Queryable,
  ids: readonly string[],
  status: "REDRIVING" | "DISCARDED",
): Promise<LettersChanged> {
  const rows = await transaction.query<{ id: string; status: DeadLetterStatus }>(
    "events.lockLetters",
    "SELECT id, status FROM dead_letters WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE",
    [ids],
  );
  const statusOf = new Map(rows.map((row) => [row.id, row.status]));
  for (const id of ids) {
    const now = statusOf.get(id.toLowerCase()) ?? null;
    if (now !== "PARKED" && now !== status) return { kind: "refused", id, status: now };
  }
  const letters = await transaction.query<LetterRow>(
    "events.moveLetters",
    `UPDATE dead_letters
     SET status = $2, settled_at = CASE WHEN $2 = 'DISCARDED' THEN COALESCE(settled_at, now()) END
     WHERE id = ANY ($1::uuid[]) RETURNING ${columns}`,
    [ids, status],
  );
  const byId = new Map(letters.map((row) => [row.id, toLetter(row)]));
  return { kind: "changed", letters: ids.flatMap((id) => byId.get(id.toLowerCase()) ?? []) };
}

function toLetter(row: LetterRow): DeadLetter {
  return {
    id: row.id,
    group: row.consumer_group,
    event: row.event,
    reason: row.reason,
    attempts: row.attempts,
    parkedAt: row.parked_at,
    status: row.status,
  };
}

function shortened(reason: string): string {
  // PostgreSQL cannot store U+0000, and a letter that cannot be parked would hold up its successors.
  const text = reason.replaceAll("\u0000", "");
  return text.length <= longestReason ? text : `${text.slice(0, longestReason)}…`;
}
