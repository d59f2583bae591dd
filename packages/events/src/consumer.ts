import { setTimeout as wait } from "node:timers/promises";
import type { Database, Transaction, Worker } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import type { EventLog } from "./log/eventLog.ts";
import { repeatedly } from "./repeatedly.ts";

/** The folder with a consumer's tables; belongs among the migrations of each schema that consumes. */
export const consumerMigrations = new URL("../migrations/consumer/", import.meta.url);

export interface ConsumerSettings {
  readonly log: EventLog;
  /** One effect of one subgraph, such as "carts.order-confirmed"; consumers of a group share its work. */
  readonly group: string;
  readonly topics: readonly string[];
  /** The store of the effect. */
  readonly database: Database;
  /** The effect of one event. Its changes go through the transaction, or they are not undone when it fails. */
  readonly handle: (transaction: Transaction, event: DomainEvent) => Promise<void>;
  /** Attempts at one event before it is parked. */
  readonly attempts?: number;
}

/**
 * Consumes topics of the log. An event acts once however often it comes, since its id is recorded in the transaction of
 * its effect; the group's offset moves after the effect. An event that keeps failing is parked among the dead letters
 * and its successors pass.
 */
export function consume({ log, group, topics, database, handle, attempts = 4 }: ConsumerSettings): Worker {
  let stopListening: (() => Promise<void>) | undefined;

  const actOnce = (event: DomainEvent) =>
    database.transaction(async (transaction) => {
      if (await isNew(transaction, group, event)) await handle(transaction, event);
    });

  const worker = repeatedly({
    name: group,
    everyMilliseconds: 2_000,
    async run(signal) {
      const { taken } = await log.take(group, topics, (event) => actOrPark(event, signal));
      return taken > 0 ? "more" : "done";
    },
  });

  async function actOrPark(event: DomainEvent, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await actOnce(event);
      } catch (error) {
        // A store that is away says nothing about the event: it stays where it is until the store is back.
        if (error instanceof Error && error.name === "StoreUnavailable") throw error;
        if (attempt === attempts) return park(database, group, event, error);
        await wait(50 * 2 ** attempt * (0.5 + Math.random()), undefined, { signal });
      }
    }
  }

  return {
    name: group,
    async start() {
      stopListening = await log.onAppended(worker.wake);
      await worker.start();
    },
    async stop() {
      await stopListening?.();
      await worker.stop();
    },
  };
}

async function isNew(transaction: Transaction, group: string, event: DomainEvent): Promise<boolean> {
  const rows = await transaction.query(
    "events.recordConsumed",
    `INSERT INTO consumed_events (consumer_group, event_id) VALUES ($1, $2)
     ON CONFLICT DO NOTHING RETURNING event_id`,
    [group, event.id],
  );
  return rows.length > 0;
}

async function park(database: Database, group: string, event: DomainEvent, error: unknown): Promise<void> {
  await database.query(
    "events.park",
    `INSERT INTO dead_letters (consumer_group, event_id, event, reason) VALUES ($1, $2, $3, $4)
     ON CONFLICT (consumer_group, event_id) DO UPDATE SET reason = excluded.reason, parked_at = now()`,
    [
      group,
      event.id,
      JSON.stringify(event),
      error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    ],
  );
}
