import { StoreUnavailable } from "../database/database.ts";
import { newId } from "../ids.ts";
import type { Redis } from "../redis/openRedis.ts";
import { redisScript } from "../redis/redisScript.ts";
import { LEASE, type Locks } from "./locks.ts";

/** Each does so only for the holder whose token it is: after a lease ran out the lock may be another's. */
const renew = redisScript(
  `if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("PEXPIRE", KEYS[1], ARGV[2]) end return 0`,
);
const release = redisScript(
  `if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end return 0`,
);

/** Locks as keys that expire unless they are renewed, on a client of Redis that is shared with others. */
export function redisLocks(redis: Redis, { leaseMilliseconds = LEASE } = {}): Locks {
  return {
    async hold(name, work) {
      const key = `lock:${name}`;
      const token = newId();
      const began = performance.now();
      if (!(await take(redis, key, token, leaseMilliseconds))) return { kind: "busy" };

      const lost = new AbortController();
      const renewal = keepRenewing({ redis, key, token, leaseMilliseconds, began, onLost: () => lost.abort() });
      try {
        return { kind: "done", result: await work(lost.signal) };
      } finally {
        clearInterval(renewal);
        await release(redis, [key], [token]).catch(() => {}); // it runs out by itself
      }
    },
  };
}

async function take(redis: Redis, key: string, token: string, leaseMilliseconds: number): Promise<boolean> {
  try {
    return (await redis.set(key, token, "PX", leaseMilliseconds, "NX")) === "OK";
  } catch (cause) {
    // It may have been set, and nobody told us: then it runs out.
    throw new StoreUnavailable("Redis cannot be asked for a lock.", { cause });
  }
}

/** Renews the lease every sixth of it. It counts as lost once two thirds of it went by without, before it runs out. */
function keepRenewing({
  redis,
  key,
  token,
  leaseMilliseconds,
  began,
  onLost,
}: {
  readonly redis: Redis;
  readonly key: string;
  readonly token: string;
  readonly leaseMilliseconds: number;
  /** When the lease was asked for, by `performance.now()`: it runs from later. */
  readonly began: number;
  readonly onLost: () => void;
}): NodeJS.Timeout {
  let renewed = began;
  async function prolong(): Promise<void> {
    const asked = performance.now();
    const answer = await renew(redis, [key], [token, leaseMilliseconds]).catch(() => undefined);
    if (answer === 1) renewed = Math.max(renewed, asked);
    else if (answer === 0 || performance.now() - renewed > (leaseMilliseconds * 2) / 3) onLost();
  }
  return setInterval(() => void prolong(), leaseMilliseconds / 6);
}
