import { z } from "zod";
import { settings } from "./configuration.ts";

/** The variables that say whether there is a Redis, to be spread into the schema of a subgraph that can do without. */
export const redisVariables = {
  REDIS_URL: settings.redisUrl.optional(),
  /** What the names of keys and channels begin with, so that several platforms can share one. */
  REDIS_KEY_PREFIX: z.string().max(100).default("angidi:"),
};

/** Where a subgraph's part of a Redis is. */
export interface RedisSettings {
  readonly url: string;
  readonly keyPrefix: string;
}

/** From variables that were read; null: there is none. The keys of a subgraph bear its name. */
export function redisOf(
  name: string,
  { REDIS_URL: url, REDIS_KEY_PREFIX: prefix }: z.output<z.ZodObject<typeof redisVariables>>,
): RedisSettings | null {
  return url ? { url, keyPrefix: `${prefix}${name}:` } : null;
}
