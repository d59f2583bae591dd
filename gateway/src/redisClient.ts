import { Redis } from "ioredis";

/** The longest pause before the next attempt to connect, in milliseconds. */
const longestPauseMilliseconds = 2_000;

export interface RedisClientSettings {
  readonly url: string;
  /** What keys begin with. */
  readonly keyPrefix?: string;
  /** After how long a command counts as failed. */
  readonly timeoutMilliseconds: number;
}

/**
 * A client that never lets a request wait for a Redis that is away: without a connection commands are rejected at once.
 * It connects again by itself, also when what was the master says after a failover that it only reads by now.
 */
export function redisClient({ url, keyPrefix = "", timeoutMilliseconds }: RedisClientSettings): Redis {
  const redis = new Redis(url, {
    keyPrefix,
    commandTimeout: timeoutMilliseconds,
    connectTimeout: longestPauseMilliseconds,
    disconnectTimeout: timeoutMilliseconds,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, longestPauseMilliseconds),
    reconnectOnError: ({ message }) => message.startsWith("READONLY"),
  });
  // Told by what comes of calls; without a listener it would end the process.
  redis.on("error", () => {});
  return redis;
}
