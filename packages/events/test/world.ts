import { type Database, newId, openDatabase, type Transaction, type Worker } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import { testDatabase } from "@angidi/testing";
import {
  type ConsumerSettings,
  consume,
  consumerMigrations,
  type EventLog,
  type EventLogSettings,
  eventLogMigrations,
  openEventLog,
  outboxMigrations,
  postgresEffects,
} from "../src/index.ts";

/** A publisher's store, the log and a consumer's store, for one test. */
export interface World {
  readonly publisher: Database;
  readonly consumer: Database;
  readonly log: EventLog;
  readonly settings: EventLogSettings;
  /** What another process needs to find the same log and the same consumer's store (test/contract/victim.ts). */
  readonly addresses: Readonly<Record<"LOG" | "CONSUMER_URL", string>>;
  /** Starts a worker, which is stopped with the world at the latest. */
  run<W extends Worker>(worker: W): Promise<W>;
  close(): Promise<void>;
}

/** An engine of the log under the contract suite. */
export interface Engine {
  readonly name: string;
  /** How many random interleavings are tried: fewer where joining a group takes long. */
  readonly interleavings: number;
  /** A log of one test's own, beside its stores. */
  settings(databaseUrl: string): EventLogSettings;
  /** Has a group get everything again, also while its consumers are at work. */
  rewind(world: World, group: string): Promise<void>;
  /** Removes what is not in the database. */
  remove(settings: EventLogSettings): Promise<void>;
}

export const postgres: Engine = {
  name: "PostgreSQL",
  interleavings: 25,
  settings: (databaseUrl) => ({ databaseUrl }),
  async rewind({ settings }, group) {
    const database = openDatabase({ url: settings.databaseUrl, schema: "events", poolSize: 1 });
    await database.query(
      "test.rewind",
      "UPDATE consumer_groups SET position = 0, holder = NULL, leased_until = NULL WHERE consumer_group = $1",
      [group],
    );
    await database.close();
  },
  remove: async () => {},
};

export async function createWorld(engine: Engine = postgres): Promise<World> {
  const { database, urls, drop } = await testDatabase(
    { name: "orders", migrations: [outboxMigrations] },
    { name: "events", migrations: [eventLogMigrations] },
    { name: "carts", migrations: [consumerMigrations] },
  );
  const consumer = openDatabase({ url: urls.carts!, schema: "carts" });
  await consumer.query(
    "test.createEffects",
    "CREATE TABLE effects (place bigint GENERATED ALWAYS AS IDENTITY, subject text, version bigint)",
  );
  const settings = engine.settings(urls.events!);
  const log = openEventLog(settings);
  const workers: Worker[] = [];
  return {
    publisher: database,
    consumer,
    log,
    settings,
    addresses: { LOG: JSON.stringify(settings), CONSUMER_URL: urls.carts! },
    async run(worker) {
      workers.push(worker);
      await worker.start();
      return worker;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await log.close();
      await consumer.close();
      await engine.remove(settings);
      await drop();
    },
  };
}

export function event(subject: string, subjectVersion: number, type = "order.confirmed"): DomainEvent {
  return {
    id: newId(),
    type,
    source: "orders",
    subject,
    subjectVersion,
    time: new Date().toISOString(),
    data: { subject },
  };
}

/** Subjects and versions as "a:1". */
export function named({ subject, subjectVersion }: DomainEvent): string {
  return `${subject}:${subjectVersion}`;
}

/** The effect of an event: a row in the consumer's store. */
export async function recordEffect(transaction: Transaction, { subject, subjectVersion }: DomainEvent): Promise<void> {
  await transaction.query("test.effect", "INSERT INTO effects (subject, version) VALUES ($1, $2)", [
    subject,
    subjectVersion,
  ]);
}

/** The effects that were committed, in order, as "a:1". */
export async function effects(consumer: Database): Promise<string[]> {
  const rows = await consumer.query<{ subject: string; version: number }>(
    "test.effects",
    "SELECT subject, version FROM effects ORDER BY place",
  );
  return rows.map(({ subject, version }) => `${subject}:${version}`);
}

interface RecorderSettings extends Pick<ConsumerSettings<Transaction>, "versioned" | "attempts"> {
  readonly group?: string;
  readonly topics?: readonly string[];
  /** Throws for what is to fail. */
  readonly check?: (event: DomainEvent) => void | Promise<void>;
}

/** A consumer whose effect is a row for each event. */
export function recorder({ log, consumer }: World, { check = () => {}, ...settings }: RecorderSettings = {}): Worker {
  return consume({
    log,
    group: "carts.test",
    topics: ["order.confirmed"],
    effects: postgresEffects(consumer),
    async handle(transaction, received) {
      await recordEffect(transaction, received);
      await check(received);
    },
    ...settings,
  });
}
