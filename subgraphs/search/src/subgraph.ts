import { assertMigrated, newId, openDatabase } from "@angidi/datastores";
import { consumerMigrations, openEventLog } from "@angidi/events";
import { createServiceClient } from "@angidi/service-client";
import { defineSubgraph, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Configuration } from "./config.ts";
import type { Ports } from "./context.ts";
import { postgresGenerations } from "./data/postgres/generations.ts";
import { postgresWriter } from "./data/postgres/indexWriter.ts";
import { postgresQueryLog } from "./data/postgres/queryLog.ts";
import { searchDatabaseUrl } from "./data/postgres/searchDatabaseUrl.ts";
import { postgresSearchIndex } from "./data/postgres/searchIndex.ts";
import { postgresSynonyms } from "./data/postgres/synonyms.ts";
import { indexingWorkers } from "./events/indexing.ts";
import { resolvers } from "./schema/resolvers.ts";
import { catalogClient } from "./services/catalog.ts";
import { searchNotes } from "./usecases/noteSearches.ts";
import { rebuilding } from "./usecases/rebuildIndex.ts";

export const name = "search";
export const schemaFolder = new URL("./schema/", import.meta.url);
export const migrations = [new URL("../migrations/", import.meta.url), consumerMigrations];

/** The search subgraph: its ports chosen and its parts put together. Throws SchemaBehind before migrations have run. */
export async function createSearch(
  { databaseUrl, events, signingKey, currency }: Configuration,
  { services, log }: Surroundings,
  now: () => Date = () => new Date(),
): Promise<Subgraph> {
  const database = openDatabase({ url: searchDatabaseUrl(databaseUrl), schema: name });
  await assertMigrated({ database, folders: migrations });
  const eventLog = openEventLog(events);
  const transport = () => services("catalog");
  const catalog = catalogClient(createServiceClient({ from: name, to: "catalog", transport, signingKey }));

  const generations = postgresGenerations(database);
  const rebuild = rebuilding({ database, generations, catalog, writerOn: postgresWriter });
  const notes = searchNotes(postgresQueryLog(database));
  const ports: Ports = {
    index: postgresSearchIndex(database),
    generations,
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
    workers: [...indexingWorkers(eventLog, database), rebuild, notes.worker],
    stop: async () => {
      await eventLog.close();
      await database.close();
    },
    log,
  });
}
