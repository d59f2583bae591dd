import type { DomainEvent } from "@angidi/event-contracts";
import { describeOn, testDatabase, testDocuments, testTopics } from "@angidi/testing";
import { describe } from "@jest/globals";
import { mongoStores } from "../src/data/mongo/stores.ts";
import { migrations } from "../src/data/postgres/migrations.ts";
import { postgresStores } from "../src/data/postgres/stores.ts";
import type { OpenStores } from "../src/data/stores.ts";
import { name } from "../src/subgraph.ts";

/** The stores of an engine, and what tests look for in them that no port tells. */
export interface StoreUnderTest extends OpenStores {
  /** What a subgraph's configuration needs to use the same stores. */
  readonly environment: Readonly<Record<string, string>>;
  /** What was published and waits for the relay. */
  published(): Promise<readonly Pick<DomainEvent, "type" | "subject" | "data">[]>;
  /** How many of the events have taken effect. */
  countConsumed(eventIds: readonly string[]): Promise<number>;
  /** Loses the record that an event has taken effect. */
  forgetConsumed(eventId: string): Promise<void>;
  /** How many messages somebody is at, or should be. */
  countDue(now: Date): Promise<number>;
  /** Whose preferences there are. */
  preferenceOwners(): Promise<readonly string[]>;
}

export type OpenStoreUnderTest = () => Promise<StoreUnderTest>;

/** Runs the same tests on every engine; `open` gives them stores of their own. */
export function describeEachEngine(body: (engine: string, open: OpenStoreUnderTest) => void): void {
  describe("on PostgreSQL", () => body("PostgreSQL", openPostgres));
  describeOn("MONGODB_URL", "on MongoDB", () => body("MongoDB", openMongo));
}

/** The same, and on PostgreSQL with the events on Kafka, where there is no order between their topics. */
export function describeEachWorld(body: (engine: string, open: OpenStoreUnderTest) => void): void {
  describeEachEngine(body);
  describeOn("KAFKA_BROKERS", "on PostgreSQL, its events on Kafka", (brokers) =>
    body("PostgreSQL", async () => {
      const topics = testTopics(brokers);
      const store = await openPostgres();
      return {
        ...store,
        environment: {
          ...store.environment,
          KAFKA_BROKERS: brokers,
          KAFKA_TOPIC_PREFIX: topics.prefix,
          KAFKA_PARTITIONS: "3",
        },
        async close() {
          await store.close();
          await topics.drop();
        },
      };
    }),
  );
}

export async function openPostgres(): Promise<StoreUnderTest> {
  const { database, environment, drop } = await testDatabase({ name, migrations });
  const open = await postgresStores({ databaseUrl: environment.DATABASE_URL! }, name);
  const count = async (label: string, text: string, values: unknown[]) =>
    (await database.query<{ count: number }>(label, text, values))[0]!.count;
  return {
    ...open,
    environment,
    published: () => database.query("test.published", "SELECT type, subject, data FROM outbox ORDER BY position"),
    countConsumed: (ids) =>
      count("test.acted", "SELECT count(*) FROM consumed_events WHERE event_id = ANY ($1)", [ids]),
    async forgetConsumed(id) {
      await database.query("test.forget", "DELETE FROM consumed_events WHERE event_id = $1", [id]);
    },
    countDue: (now) =>
      count(
        "test.due",
        "SELECT count(*) FROM notifications WHERE status = 'PENDING' AND (due_at <= $1 OR claim IS NOT NULL)",
        [now],
      ),
    async preferenceOwners() {
      const rows = await database.query<{ owner: string }>("test.owners", "SELECT owner FROM preferences");
      return rows.map(({ owner }) => owner);
    },
    async close() {
      await open.close();
      await drop();
    },
  };
}

async function openMongo(): Promise<StoreUnderTest> {
  const { documents, url, environment, drop } = await testDocuments(name);
  const open = await mongoStores({ url }, name);
  const { db } = documents;
  const consumed = db.collection<{ _id: string }>("consumed_events");
  const idOf = (eventId: string) => `notifications.messages ${eventId}`;
  return {
    ...open,
    environment: { ...environment },
    async published() {
      const found = await db
        .collection("notifications")
        .find({ pendingEvents: { $exists: true } })
        .toArray();
      return found.flatMap(({ pendingEvents }) => pendingEvents);
    },
    countConsumed: (ids) => consumed.countDocuments({ _id: { $in: ids.map(idOf) } }),
    async forgetConsumed(id) {
      await consumed.deleteOne({ _id: idOf(id) });
    },
    countDue: (now) =>
      db
        .collection("notifications")
        .countDocuments({ status: "PENDING", $or: [{ dueAt: { $lte: now } }, { claim: { $ne: null } }] }),
    preferenceOwners: async () =>
      (await db.collection<{ _id: string }>("preferences").find().toArray()).map(({ _id }) => _id),
    async close() {
      await open.close();
      await drop();
    },
  };
}
