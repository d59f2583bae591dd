import { idempotencyMigrations, openMigratedDatabase } from "@angidi/datastores";
import { openEventLog, outboxMigrations, relay } from "@angidi/events";
import { defineSubgraph, noFaults, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import { openRedisHotStock } from "./data/hotStock/redisHotStock.ts";
import { keepCounted, watchedStore } from "./data/hotStock/watchedStore.ts";
import { openStore } from "./data/store.ts";
import { createLoaders, type Loaders } from "./loaders.ts";
import type { Ports, Reserve } from "./ports.ts";
import { entities } from "./schema/references.ts";
import { resolvers } from "./schema/resolvers.ts";
import { admitFirst } from "./usecases/admitFirst.ts";
import { reserveStock } from "./usecases/reserveStock.ts";
import { backorders } from "./workers/backorders.ts";
import { expiry } from "./workers/expiry.ts";
import { hotStockUpkeep } from "./workers/hotStockUpkeep.ts";

export const name = "inventory";
export const schemaFolder = new URL("./schema/", import.meta.url);
export const migrations = [new URL("../migrations/", import.meta.url), outboxMigrations, idempotencyMigrations];

/** The inventory subgraph: its ports chosen and its parts put together. Throws SchemaBehind before migrations have run. */
export async function createInventory(
  config: Config,
  { log, faults = noFaults }: Pick<Surroundings, "log" | "faults">,
): Promise<Subgraph> {
  const database = faults.database(await openMigratedDatabase({ url: config.databaseUrl, schema: name, migrations }));
  const events = faults.eventLog(name, openEventLog(config.events));
  const { lowStockThreshold } = config;
  const hotStock = config.redis ? await openRedisHotStock(faults.redis(name, config.redis)) : null;
  const store = hotStock ? watchedStore(openStore(database), keepCounted(hotStock)) : openStore(database);
  const reserve: Reserve = (request) => reserveStock({ store, lowStockThreshold }, request);
  const ports: Ports = {
    store,
    reserve: hotStock ? admitFirst({ store, hotStock }, reserve) : reserve,
    lowStockThreshold,
    log,
  };

  return defineSubgraph<Ports, Loaders>({
    name,
    schemaFolder,
    resolvers,
    entities,
    ports,
    loaders: createLoaders,
    signingKey: config.signingKey,
    workers: [
      relay({ database, log: events, source: name }),
      expiry(ports),
      backorders(ports),
      ...(hotStock ? [hotStockUpkeep({ store, hotStock, log })] : []),
    ],
    stop: async () => {
      await hotStock?.close();
      await events.close();
      await database.close();
    },
    log,
  });
}
