import type { Logger } from "pino";
import type { RateLimitsSettings } from "../settings/rateLimits.ts";
import type { Allowances } from "./allowances.ts";
import { allowancesInMemory } from "./inMemory.ts";
import { allowancesOnRedis } from "./onRedis.ts";

/** Where the settings want them to be kept. A Redis without rules is left alone. */
export function allowancesBy(
  { rules, redisUrl, redisKeyPrefix, redisTimeoutMilliseconds, keys }: RateLimitsSettings,
  log: Logger,
): Allowances {
  const isNeeded = rules.some(({ points }) => points !== undefined);
  if (redisUrl === undefined || !isNeeded) return allowancesInMemory(keys);
  return allowancesOnRedis(
    { url: redisUrl, keyPrefix: redisKeyPrefix, timeoutMilliseconds: redisTimeoutMilliseconds, keys },
    log,
  );
}
