import { redisBroadcast } from "../broadcast/redisBroadcast.ts";
import { openRedis } from "../redis/openRedis.ts";
import { asWorker } from "../worker.ts";
import { broadcastBus } from "./broadcastBus.ts";
import { type Cache, MOST_ENTRIES } from "./cache.ts";
import { cacheOn } from "./memoryCache.ts";

export interface RedisCacheSettings {
  readonly url: string;
  readonly keyPrefix: string;
  readonly applicationName: string;
  readonly mostEntries?: number;
}

/** What the keys begin with, after what the application's begin with. */
const prefix = "cache";
/** How long Redis is left alone after it has failed. */
const REST = 1_000;

/**
 * A cache in memory with Redis behind it, which all processes share, and which tells them what is deleted. While Redis is
 * away it is a cache in memory.
 */
export async function redisCache({
  url,
  keyPrefix,
  applicationName,
  mostEntries = MOST_ENTRIES,
}: RedisCacheSettings): Promise<Cache> {
  const [{ BentoCache, bentostore }, { memoryDriver }, { redisDriver }] = await Promise.all([
    import("bentocache"),
    import("bentocache/drivers/memory"),
    import("bentocache/drivers/redis"),
  ]);
  const [redis, broadcast] = await asWorker(() =>
    Promise.all([
      openRedis({ url, keyPrefix, applicationName }),
      redisBroadcast({ url, channelPrefix: keyPrefix, applicationName }),
    ]),
  );
  const store = bentostore({ suppressL2Errors: true, l2CircuitBreakerDuration: REST })
    .useL1Layer(memoryDriver({ maxItems: mostEntries }))
    // Its types are of another version of the client; it calls nothing that differs.
    .useL2Layer(redisDriver({ connection: redis as never }))
    .useBus({ options: { retryQueue: { enabled: false } }, factory: () => broadcastBus(broadcast, prefix) });
  const cache = cacheOn(new BentoCache({ prefix, default: "shared", stores: { shared: store } }));
  return {
    ...cache,
    async close() {
      await cache.close(); // and with it the connection that it was given
      await broadcast.close();
    },
  };
}
