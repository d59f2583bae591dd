import { setTimeout as pause } from "node:timers/promises";
import type { Redis, RedisOptions } from "ioredis";

export type { Redis } from "ioredis";

export interface RedisSettings {
  readonly url: string;
  /** What keys begin with, in commands and in scripts; channels of pub/sub are not prefixed. */
  readonly keyPrefix: string;
  /** How the connection is named in `CLIENT LIST`. */
  readonly applicationName: string;
  /** After how long a command counts as failed, 250 ms by default. */
  readonly commandTimeoutMilliseconds?: number;
  /** What to put around the connection. */
  readonly around?: (redis: Redis) => Redis;
}

/** How long a connection may take to be made. */
const CONNECTION_DEADLINE = 2_000;
/** A connection on which a command waits for so long without a word of the server is given up. */
const SILENCE = 2_000;
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;

/**
 * Opens a client that never lets a request wait for a Redis that is away: while there is no connection, commands are
 * rejected at once, and any command that is rejected means that Redis is away. It connects again by itself for as long
 * as it is open. Waits for the first attempt to connect and does not mind whether it succeeds.
 */
export function openRedis(settings: RedisSettings): Promise<Redis> {
  return connect(settings, {});
}

/** The same for a connection that subscribes: who subscribes does so again by itself, and knows to what. */
export function openSubscriber(settings: RedisSettings): Promise<Redis> {
  return connect(settings, { autoResubscribe: false });
}

async function connect(
  { url, keyPrefix, applicationName, commandTimeoutMilliseconds = 250, around = (redis) => redis }: RedisSettings,
  others: RedisOptions,
): Promise<Redis> {
  const { Redis } = await import("ioredis"); // here, so that who has no Redis does not load its client
  const client = new Redis(url, {
    keyPrefix,
    connectionName: applicationName,
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false, // whether it was done is not known, and its caller was told that it failed
    commandTimeout: commandTimeoutMilliseconds,
    connectTimeout: CONNECTION_DEADLINE,
    socketTimeout: SILENCE,
    retryStrategy: pauseBefore,
    // After a failover the old master says so and goes on answering: only a new connection finds the new one.
    reconnectOnError: ({ message }) => message.startsWith("READONLY"),
    ...others,
  });
  client.on("error", () => {}); // every caller is told by its own command
  // One that is loading its data holds this up for as long as that takes: nobody's start waits for it. It goes on by itself.
  const enough = new AbortController();
  const connecting = client.connect().catch(() => {});
  const deadline = pause(CONNECTION_DEADLINE, undefined, { signal: enough.signal }).catch(() => {});
  await Promise.race([connecting, deadline]);
  enough.abort();
  return around(client);
}

/** Milliseconds before the next attempt to connect, with jitter, so that not all processes come back at once. */
function pauseBefore(attempt: number): number {
  return Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE) * (0.5 + Math.random() / 2);
}
