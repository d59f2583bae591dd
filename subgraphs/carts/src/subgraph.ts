import { newCapability, newId, openMigratedDatabase, postgresLocks } from "@angidi/datastores";
import { consumerMigrations, openEventLog, outboxMigrations, relay } from "@angidi/events";
import { createServiceClient } from "@angidi/service-client";
import { defineSubgraph, noFaults, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import type { Ports } from "./context.ts";
import { cachedAutomaticPromotions } from "./data/automaticPromotions.ts";
import { keepCartsInPostgres, keepCartsInRedis } from "./data/cartKeeping.ts";
import { openCache } from "./data/openCache.ts";
import { postgresAdoptions } from "./data/postgres/adoptions.ts";
import { postgresIdleCarts } from "./data/postgres/idleCarts.ts";
import { postgresPromotions } from "./data/postgres/promotions.ts";
import { postgresRedemptionChanges } from "./data/postgres/redemptionChanges.ts";
import { postgresRedemptions } from "./data/postgres/redemptions.ts";
import { orderConfirmedConsumer } from "./events/orderConfirmed.ts";
import { createLoaders } from "./loaders.ts";
import { entities } from "./schema/entities.ts";
import { resolvers } from "./schema/resolvers.ts";
import { catalogClient } from "./services/catalog.ts";
import { inventoryClient } from "./services/inventory.ts";
import { ordersClient } from "./services/orders.ts";
import { idleCarts } from "./workers/idleCarts.ts";
import { pendingAdoptions } from "./workers/pendingAdoptions.ts";

export const name = "carts";
export const schemaFolder = new URL("./schema/", import.meta.url);
export const migrations = [new URL("../migrations/", import.meta.url), consumerMigrations, outboxMigrations];

/** The carts subgraph: its ports chosen and its parts put together. Throws SchemaBehind before migrations have run. */
export async function createCarts(
  { databaseUrl, events, redis, signingKey, currency, ...idleness }: Config,
  { services, log, faults = noFaults }: Surroundings,
  now: () => Date = () => new Date(),
): Promise<Subgraph> {
  const database = faults.database(await openMigratedDatabase({ url: databaseUrl, schema: name, migrations }));
  const eventLog = faults.eventLog(name, openEventLog(events));
  const keeping = redis
    ? await keepCartsInRedis(database, faults.redis(name, redis), log)
    : await keepCartsInPostgres(database);
  const cache = await openCache(redis && faults.redis(name, redis), name);
  const promotions = postgresPromotions(database);
  const clientOf = (to: string) => createServiceClient({ from: name, to, transport: () => services(to), signingKey });

  const ports: Ports = {
    carts: keeping.carts,
    promotions,
    automaticPromotions: cachedAutomaticPromotions(promotions, cache, now),
    redemptions: postgresRedemptions(database),
    redemptionChanges: postgresRedemptionChanges(database),
    adoptions: postgresAdoptions(database),
    checkoutStanding: ordersClient(clientOf("orders")).checkoutStanding,
    catalog: catalogClient(clientOf("catalog")),
    inventory: inventoryClient(clientOf("inventory")),
    now,
    newId,
    newCapability,
    currency,
  };
  const adoptions = pendingAdoptions(ports);
  return defineSubgraph({
    name,
    schemaFolder,
    resolvers,
    entities,
    ports,
    loaders: createLoaders,
    signingKey,
    workers: [
      orderConfirmedConsumer(eventLog, database, keeping, adoptions.wake),
      adoptions,
      idleCarts({ ...idleness, idleCarts: postgresIdleCarts(database), now }, postgresLocks(database)),
      relay({ database, log: eventLog, source: name }),
    ],
    stop: async () => {
      await keeping.close();
      await cache.close();
      await eventLog.close();
      await database.close();
    },
    log,
  });
}
