import { createHash } from "node:crypto";
import type { Redis } from "./openRedis.ts";

/** A script that Redis runs as one: nothing else happens in between. */
export type RedisScript = (
  redis: Redis,
  keys: readonly string[],
  values?: readonly (string | number)[],
) => Promise<unknown>;

/**
 * Makes a function of a script in Lua, which gets `KEYS` and `ARGV`. It is sent by its hash, and in full to a server that
 * does not know it (yet, or any more). In a cluster all keys of a call must lie in one slot: put what they have in common
 * in braces.
 */
export function redisScript(lua: string): RedisScript {
  const hash = createHash("sha1").update(lua).digest("hex");
  return async (redis, keys, values = []) => {
    try {
      return await redis.evalsha(hash, keys.length, ...keys, ...values);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith("NOSCRIPT")) throw error;
      return redis.eval(lua, keys.length, ...keys, ...values);
    }
  };
}
