import {
  asWorker,
  type Database,
  newId,
  openMigratedDatabase,
  openRedis,
  postgresLocks,
  redisLocks,
} from "@angidi/datastores";
import { consumerMigrations, openEventLog } from "@angidi/events";
import { createServiceClient } from "@angidi/service-client";
import { defineSubgraph, noFaults, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import type { Ports } from "./context.ts";
import { postgresEngine } from "./data/postgres/engine.ts";
import { postgresQueryLog } from "./data/postgres/queryLog.ts";
import { searchDatabaseUrl } from "./data/postgres/searchDatabaseUrl.ts";
import { postgresSynonyms } from "./data/postgres/synonyms.ts";
import type { SearchEngine } from "./data/searchEngine.ts";
import { indexingWorkers } from "./events/indexing.ts";
import { resolvers } from "./schema/resolvers.ts";
import { tellingWhenAway } from "./schema/tellingWhenAway.ts";
import { catalogClient } from "./services/catalog.ts";
import { rebuilding } from "./workers/rebuilding.ts";
import { searchNotes } from "./workers/searchNotes.ts";

export const name = "search";
export const schemaFolder = new URL("./schema/", import.meta.url);
export const migrations = [new URL("../migrations/", import.meta.url), consumerMigrations];

/** The search subgraph: its ports chosen and its parts put together. Throws SchemaBehind before migrations have run. */
export async function createSearch(
  { databaseUrl, events, elasticsearch, redis, signingKey, currency }: Config,
  { services, log, faults = noFaults }: Surroundings,
  now: () => Date = () => new Date(),
): Promise<Subgraph> {
  const database = faults.database(
    await openMigratedDatabase({ url: searchDatabaseUrl(databaseUrl), schema: name, migrations }),
  );
  const eventLog = faults.eventLog(name, openEventLog(events));
  const transport = () => services("catalog");
  const catalog = catalogClient(createServiceClient({ from: name, to: "catalog", transport, signingKey }));

  const redisClient = redis && (await asWorker(() => openRedis({ ...redis, applicationName: name })));
  const locks = redisClient ? redisLocks(redisClient) : postgresLocks(database);
  const engine = await openEngine(database, elasticsearch);
  const { index, generations, writerOn } = engine;
  const rebuild = rebuilding({ database, generations, catalog, writerOn, replay: eventLog.replay, locks });
  const notes = searchNotes(postgresQueryLog(database));
  const ports: Ports = {
    index: tellingWhenAway(faults.search(index)),
    generations: tellingWhenAway(generations),
    synonyms: postgresSynonyms(database),
    noteSearch: notes.note,
    wakeRebuild: rebuild.wake,
    newId,
    now,
    currency,
  };
  return defineSubgraph<Ports, object>({
    name,
    schemaFolder,
    resolvers,
    ports,
    signingKey,
    workers: [...indexingWorkers({ log: eventLog, database, catalog, writerOn }), rebuild, notes.worker],
    stop: async () => {
      await eventLog.close();
      await engine.close();
      redisClient?.disconnect();
      await database.close();
    },
    log,
  });
}

/** Elasticsearch's client is loaded only where it is used. */
async function openEngine(database: Database, elasticsearch: Config["elasticsearch"]): Promise<SearchEngine> {
  if (!elasticsearch) return postgresEngine(database);
  const { openElasticsearchEngine } = await import("./data/elasticsearch/engine.ts");
  return openElasticsearchEngine(database, elasticsearch);
}
