import { type Database, type Queryable, repeatedly, type WakeableWorker, type Worker } from "@angidi/datastores";
import { type EventRow, eventColumns, toEvent } from "./eventRows.ts";
import type { EventLog } from "./log/eventLog.ts";
import { countRelayed, observeOutbox } from "./metrics.ts";
import { unflushed } from "./unflushed.ts";

/** Relays of this process by the source whose events they move. */
const relays = new Map<string, Set<() => void>>();

/** Tells the relay of a source, if it runs in this process, that events wait. Elsewhere its timer finds them. */
export function wakeRelay(source: string): void {
  for (const wake of relays.get(source) ?? []) wake();
}

const batchSize = 200;
/** Under load, events are moved together that came within so long: a round costs much the same for one and for many. */
const gatheringMilliseconds = 100;
/** Characters of events that are appended at a time. */
const longEnough = 8_000_000;

/**
 * Moves a store's events to the log, in order. An advisory lock makes it the only one at a time, wherever else a relay of
 * the same store runs. Events count as relayed after the log has them: a crash in between sends them again, and the log
 * knows them by their id.
 */
export function relay({
  database,
  log,
  source,
}: {
  readonly database: Database;
  readonly log: EventLog;
  readonly source: string;
}): Worker {
  const worker = repeatedly({
    name: `${source}.relay`,
    everyMilliseconds: 1_000,
    gatheringMilliseconds,
    async run() {
      const { moved, isAll } = await database.transaction(async (transaction) => {
        const waiting = await lockWaiting(transaction, source);
        const rows = beginningOf(waiting);
        if (rows.length > 0) {
          await log.append(rows.map(toEvent));
          await markRelayed(transaction, rows);
        }
        return { moved: rows.length, isAll: rows.length === waiting.length && rows.length < batchSize };
      });
      countRelayed(source, moved);
      return isAll ? "done" : "more";
    },
  });
  return wakeable(source, worker, () => observeOutbox(source, () => countWaiting(database)));
}

/** A relay that is woken by its source while it runs, and measured by what `observe` sets up and its result ends. */
export function wakeable(source: string, worker: WakeableWorker, observe: () => () => void): Worker {
  let stopObserving = () => {};
  return {
    name: worker.name,
    async start() {
      stopObserving = observe();
      const known = relays.get(source) ?? new Set();
      relays.set(source, known.add(worker.wake));
      await worker.start();
    },
    async stop() {
      stopObserving();
      relays.get(source)?.delete(worker.wake);
      await worker.stop();
    },
  };
}

async function countWaiting(database: Queryable): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    "events.countWaiting",
    "SELECT count(*) AS count FROM outbox WHERE relayed_at IS NULL",
  );
  return row?.count ?? 0;
}

/** The next events, or none while another relay of this store is at it. */
async function lockWaiting(transaction: Queryable, source: string): Promise<EventRow[]> {
  const [lock] = await transaction.query<{ taken: boolean | null }>(
    "events.lockRelay",
    `SELECT CASE WHEN EXISTS (SELECT FROM outbox WHERE relayed_at IS NULL) THEN
       pg_try_advisory_xact_lock(hashtextextended('angidi.relay ' || current_schema() || $1, 0)) END AS taken`,
    [source],
  );
  if (!lock?.taken) return [];
  return transaction.query<EventRow>(
    "events.waiting",
    `SELECT position, ${eventColumns}
     FROM outbox WHERE relayed_at IS NULL ORDER BY position LIMIT ${batchSize}`,
  );
}

/** As many of the rows as can be appended in good time, one at least: an event may be of megabytes. */
function beginningOf(rows: readonly EventRow[]): EventRow[] {
  let length = 0;
  const end = rows.findIndex(({ data }) => {
    length += JSON.stringify(data).length;
    return length > longEnough;
  });
  return end === -1 ? [...rows] : rows.slice(0, Math.max(1, end));
}

async function markRelayed(transaction: Queryable, rows: readonly EventRow[]): Promise<void> {
  await transaction.query(
    "events.markRelayed",
    `UPDATE outbox SET relayed_at = now() FROM ${unflushed} WHERE position = ANY ($1)`,
    [rows.map((row) => row.position)],
  );
}
