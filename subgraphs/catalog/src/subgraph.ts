import { assertMigrated, type Database, newId, openDatabase } from "@angidi/datastores";
import { openEventLog, outboxMigrations, relay } from "@angidi/events";
import { createServiceClient } from "@angidi/service-client";
import { defineSubgraph, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import { categoriesOn } from "./data/postgres/categories.ts";
import { importedStockOn } from "./data/postgres/importedStock.ts";
import { partiesOn } from "./data/postgres/parties.ts";
import { productsOn } from "./data/postgres/products.ts";
import { pictureRoute } from "./demo/pictureRoute.ts";
import { type Loaders, loadersOn } from "./loaders.ts";
import type { Ports } from "./ports.ts";
import { entities } from "./schema/references.ts";
import { resolvers } from "./schema/resolvers.ts";
import { stockBy } from "./services/inventory.ts";

export const name = "catalog";
export const schemaFolder = new URL("./schema/", import.meta.url);
export const migrations = [new URL("../migrations/", import.meta.url), outboxMigrations];

/** The catalogue's ports on its stores. Throws SchemaBehind before migrations have run. */
export async function openPorts(
  config: Config,
  { services }: Pick<Surroundings, "services">,
): Promise<{ readonly ports: Ports; readonly database: Database }> {
  const { currency, signingKey } = config;
  const database = openDatabase({ url: config.databaseUrl, schema: name });
  try {
    await assertMigrated({ database, folders: migrations });
  } catch (error) {
    await database.close();
    throw error;
  }
  const transport = () => services("inventory");
  const ports: Ports = {
    products: productsOn(database),
    categories: categoriesOn(database),
    brands: partiesOn(database, "brands"),
    sellers: partiesOn(database, "sellers"),
    importedStock: importedStockOn(database),
    stock: stockBy(createServiceClient({ from: name, to: "inventory", transport, signingKey })),
    currency,
    newId,
    now: () => new Date(),
  };
  return { ports, database };
}

/** The catalog subgraph: its ports chosen and its parts put together. */
export async function createCatalog(config: Config, surroundings: Surroundings): Promise<Subgraph> {
  const { ports, database } = await openPorts(config, surroundings);
  const events = openEventLog(config.events);
  return defineSubgraph<Ports, Loaders>({
    name,
    schemaFolder,
    resolvers,
    entities,
    ports,
    loaders: loadersOn,
    signingKey: config.signingKey,
    workers: [relay({ database, log: events, source: name })],
    routes: [pictureRoute],
    stop: async () => {
      await events.close();
      await database.close();
    },
    log: surroundings.log,
  });
}
