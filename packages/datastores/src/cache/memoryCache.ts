import type { BentoCache } from "bentocache";
import { type Cache, MOST_ENTRIES } from "./cache.ts";

/** A cache in this process's memory; what another process deletes stays until its time is up. */
export async function memoryCache({ mostEntries = MOST_ENTRIES } = {}): Promise<Cache> {
  const [{ BentoCache, bentostore }, { memoryDriver }] = await Promise.all([
    import("bentocache"),
    import("bentocache/drivers/memory"),
  ]);
  const store = bentostore().useL1Layer(memoryDriver({ maxItems: mostEntries }));
  return cacheOn(new BentoCache({ default: "memory", stores: { memory: store } }));
}

/** So many keys in one message, which has a bound. */
const KEYS_AT_ONCE = 20;

// biome-ignore lint/suspicious/noExplicitAny: how its stores are called is nothing to us
export function cacheOn(bento: BentoCache<any>): Cache {
  return {
    async getOrSet(key, ttlSeconds, make) {
      try {
        return await bento.getOrSet({ key, ttl: ttlSeconds * 1_000, factory: make });
      } catch (error) {
        throw madeBy(error);
      }
    },
    async delete(keys) {
      for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
        await bento.deleteMany({ keys: keys.slice(from, from + KEYS_AT_ONCE) });
      }
    },
    close: () => bento.disconnectAll(),
  };
}

/** What `make` threw, out of what bentocache wraps around it. */
function madeBy(error: unknown): unknown {
  const isWrapped = error instanceof Error && (error as { code?: unknown }).code === "E_FACTORY_ERROR";
  return isWrapped ? error.cause : error;
}
