import { assertMigrated, newCapability, newId, openDatabase } from "@angidi/datastores";
import { consumerMigrations, openEventLog } from "@angidi/events";
import { createServiceClient } from "@angidi/service-client";
import { defineSubgraph, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Configuration } from "./config.ts";
import type { Ports } from "./context.ts";
import { postgresCarts } from "./data/postgresCarts.ts";
import { postgresPromotions } from "./data/postgresPromotions.ts";
import { postgresRedemptions } from "./data/postgresRedemptions.ts";
import { orderConfirmedConsumer } from "./events/orderConfirmed.ts";
import { createLoaders } from "./loaders.ts";
import { entities } from "./schema/entities.ts";
import { resolvers } from "./schema/resolvers.ts";
import { catalogClient } from "./services/catalog.ts";
import { inventoryClient } from "./services/inventory.ts";

export const name = "carts";
export const schemaFolder = new URL("./schema/", import.meta.url);
export const migrations = [new URL("../migrations/", import.meta.url), consumerMigrations];

/** The carts subgraph: its ports chosen and its parts put together. Throws SchemaBehind before migrations have run. */
export async function createCarts(
  { databaseUrl, events, signingKey, currency }: Configuration,
  { services, log }: Surroundings,
  now: () => Date = () => new Date(),
): Promise<Subgraph> {
  const database = openDatabase({ url: databaseUrl, schema: name });
  await assertMigrated({ database, folders: migrations });
  const eventLog = openEventLog(events);
  const clientOf = (to: string) => createServiceClient({ from: name, to, transport: () => services(to), signingKey });

  const ports: Ports = {
    carts: postgresCarts(database),
    promotions: postgresPromotions(database),
    redemptions: postgresRedemptions(database),
    catalog: catalogClient(clientOf("catalog")),
    inventory: inventoryClient(clientOf("inventory")),
    now,
    newId,
    newCapability,
    currency,
  };
  return defineSubgraph({
    name,
    schemaFolder,
    resolvers,
    entities,
    ports,
    loaders: createLoaders,
    signingKey,
    workers: [orderConfirmedConsumer(eventLog, database)],
    stop: async () => {
      await eventLog.close();
      await database.close();
    },
    log,
  });
}
