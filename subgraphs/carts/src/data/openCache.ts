import { type Cache, memoryCache, redisCache } from "@angidi/datastores";
import type { RedisSettings } from "@angidi/subgraph";

/** What all replicas share where there is a Redis, and else what this process keeps for itself. */
export function openCache(redis: RedisSettings | null, applicationName: string): Promise<Cache> {
  return redis ? redisCache({ ...redis, applicationName }) : memoryCache();
}
