import { eventLogMigrations } from "@angidi/events";
import { describeOn, testDatabase, testDocuments } from "@angidi/testing";
import { describe } from "@jest/globals";
import { mongoStores } from "../src/data/mongo/stores.ts";
import { migrations } from "../src/data/postgres/migrations.ts";
import { postgresStores } from "../src/data/postgres/stores.ts";
import type { OpenStores } from "../src/data/stores.ts";
import { eventsInDocuments, eventsInOutbox, type PublishedEvents } from "./publishedEvents.ts";

const name = "catalog";
const eventLog = { name: "events", migrations: [eventLogMigrations] };

/** A place of one's own to keep a catalogue in, empty. */
export interface TestEngine {
  /** What a catalogue's configuration needs to be kept there. */
  readonly environment: Readonly<Record<string, string>>;
  readonly published: PublishedEvents;
  openStores(): Promise<OpenStores>;
  /** Takes everything out again: cheaper than another engine for every test of a file. */
  empty(): Promise<void>;
  drop(): Promise<void>;
}

/** Runs a suite over each engine that the catalogue can be kept on. */
export function onEachEngine(title: string, suite: (open: () => Promise<TestEngine>) => void): void {
  describe(`${title} on PostgreSQL`, () => suite(postgresEngine));
  describeOn("MONGODB_URL", `${title} on MongoDB`, () => suite(mongoEngine));
}

export async function postgresEngine(): Promise<TestEngine> {
  const { url, database, environment, drop } = await testDatabase({ name, migrations }, eventLog);
  return {
    environment,
    published: eventsInOutbox(database),
    openStores: () => postgresStores({ databaseUrl: url }, name),
    async empty() {
      const tables = await database.query<{ name: string }>(
        "test.tables",
        `select table_name as name from information_schema.tables
         where table_schema = current_schema() and table_name <> '_prisma_migrations'`,
      );
      await database.query("test.emptyAll", `truncate ${tables.map((table) => table.name).sort()}`);
    },
    drop,
  };
}

/** Its PostgreSQL has the log of events alone: the catalogue needs no schema there. */
async function mongoEngine(): Promise<TestEngine> {
  const [log, { url, documents, environment, drop }] = await Promise.all([testDatabase(eventLog), testDocuments(name)]);
  return {
    environment: { ...log.environment, ...environment },
    published: eventsInDocuments(documents),
    openStores: () => mongoStores({ url }, name),
    async empty() {
      const collections = await documents.db.listCollections({}, { nameOnly: true }).toArray();
      await Promise.all(collections.map((collection) => documents.db.collection(collection.name).deleteMany({})));
    },
    async drop() {
      await drop();
      await log.drop();
    },
  };
}
