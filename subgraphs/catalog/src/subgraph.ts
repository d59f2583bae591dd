import { type Cache, newId } from "@angidi/datastores";
import { openEventLog } from "@angidi/events";
import { createServiceClient } from "@angidi/service-client";
import { type Caller, defineSubgraph, noFaults, type Subgraph, type Surroundings } from "@angidi/subgraph";
import type { Config } from "./config.ts";
import { cachedCategories } from "./data/cachedCategories.ts";
import { openCache } from "./data/openCache.ts";
import { postgresStores } from "./data/postgres/stores.ts";
import type { OpenStores } from "./data/stores.ts";
import { pictureRoute } from "./demo/pictureRoute.ts";
import { type Loaders, loadersOn } from "./loaders.ts";
import { type OpenMedia, openMedia } from "./media/openMedia.ts";
import type { Ports } from "./ports.ts";
import { entities } from "./schema/references.ts";
import { resolvers } from "./schema/resolvers.ts";
import { stockBy } from "./services/inventory.ts";

export const name = "catalog";
export const schemaFolder = new URL("./schema/", import.meta.url);
export { migrations } from "./data/postgres/migrations.ts";

/** What a test puts in the place of the real thing, and closes itself. */
export interface Stage {
  readonly cache?: Cache;
}

/** A process that does not use MongoDB does not load its driver either. */
async function openStores({ documents, databaseUrl }: Config): Promise<OpenStores> {
  if (!documents) return postgresStores({ databaseUrl }, name);
  const { mongoStores } = await import("./data/mongo/stores.ts");
  return mongoStores(documents, name);
}

/** The catalogue's ports on its stores. Throws SchemaBehind before migrations have run. */
export async function openPorts(
  config: Config,
  { services }: Pick<Surroundings, "services">,
  { cache: given }: Stage = {},
): Promise<{ readonly ports: Ports; readonly media: OpenMedia } & Omit<OpenStores, "stores">> {
  const { currency, signingKey } = config;
  const { stores, ...opened } = await openStores(config);
  const cache = given ?? (await openCache(config.redis, name));
  const { shown, categories } = cachedCategories(stores.categories, cache);
  const media = openMedia(config.media, signingKey);
  const transport = () => services("inventory");
  const ports: Ports = {
    ...stores,
    categories,
    shownCategories: shown,
    ...media.ports,
    stock: stockBy(createServiceClient({ from: name, to: "inventory", transport, signingKey })),
    currency,
    newId,
    now: () => new Date(),
  };
  const close = async () => {
    if (!given) await cache.close();
    await opened.close();
  };
  return { ports, media, ...opened, close };
}

/** The catalog subgraph: its ports chosen and its parts put together. */
export async function createCatalog(config: Config, surroundings: Surroundings, stage: Stage = {}): Promise<Subgraph> {
  const { ports, media, relayTo, close } = await openPorts(config, surroundings, stage);
  const { log, faults = noFaults } = surroundings;
  const events = faults.eventLog(name, openEventLog(config.events));
  return defineSubgraph<Ports, Loaders>({
    name,
    schemaFolder,
    resolvers,
    entities,
    ports,
    // What search reads it keeps until the next event: it gets what the store has, nothing remembered.
    loaders: (own, { caller }) => loadersOn(isSearch(caller) ? { ...own, shownCategories: own.categories } : own),
    signingKey: config.signingKey,
    workers: [
      relayTo(events),
      media.worker(ports, (err) => log.error({ err }, "A media file could not be processed; it is tried again")),
    ],
    routes: [pictureRoute, ...media.routes],
    stop: async () => {
      await events.close();
      await close();
    },
    log,
  });
}

function isSearch(caller: Caller): boolean {
  return caller.kind === "service" && caller.service === "search";
}
