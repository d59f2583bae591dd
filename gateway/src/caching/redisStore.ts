import type { Redis } from "ioredis";
import type { Logger } from "pino";
import { redisClient } from "../redisClient.ts";
import type { Mark } from "./invalidations.ts";
import type { Found, ResponseStore } from "./responseStore.ts";
import { type Tag, withUnknown } from "./tags.ts";

/**
 * Whether a tag has gone at or after a moment. Marks are microseconds by the clock of Redis: scripts run one after the
 * other, and none takes less. What a script says a number to be, Redis would cut at 15 digits, so it is given as text.
 */
const shared = `
local function since(mark, tags, prefix)
  local keys = {}
  for tag in string.gmatch(tags, '[^\\n]+') do keys[#keys + 1] = prefix .. tag end
  if #keys == 0 then return false end
  for _, at in ipairs(redis.call('MGET', unpack(keys))) do
    if at and tonumber(at) >= tonumber(mark) then return true end
  end
  return false
end
local function now()
  local time = redis.call('TIME')
  return string.format('%.0f', time[1] * 1000000 + time[2])
end
`;

const find = `${shared}
local kept = redis.call('HMGET', KEYS[1], 'mark', 'tags', 'text', 'storedAt', 'maxAge')
if not kept[1] then return { now() } end
if since(kept[1], kept[2], ARGV[1]) then
  redis.call('UNLINK', KEYS[1])
  return { now() }
end
return { now(), kept[3], kept[4], kept[5] }
`;

const keep = `${shared}
local prefix, mark, tags, text, storedAt, maxAge = unpack(ARGV)
if since(mark, tags, prefix) then return 0 end
if text == '' then return 1 end
redis.call('HSET', KEYS[1], 'mark', mark, 'tags', tags, 'text', text, 'storedAt', storedAt, 'maxAge', maxAge)
redis.call('PEXPIRE', KEYS[1], maxAge * 1000)
return 1
`;

const invalidate = `${shared}
local at = now()
for _, key in ipairs(KEYS) do redis.call('SET', key, at, 'EX', ARGV[1]) end
return 1
`;

type WithScripts = Redis & {
  findKept(keys: 1, key: string, prefix: string): Promise<readonly [string, string?, string?, string?]>;
  keepResponse(keys: 1, key: string, ...given: (string | number)[]): Promise<number>;
  invalidateTags(keys: number, ...given: (string | number)[]): Promise<number>;
};

/** How long Redis is left alone after it has failed to answer: nobody is to wait for it with each request. */
const distrustMilliseconds = 1_000;
/** Longer than anybody works on an answer, which an invalidation has to be remembered for on top of the answer's age. */
const longestWorkSeconds = 600;
/** Invalidations that are made up for once Redis is back. */
const mostOwed = 10_000;

export interface RedisStoreSettings {
  readonly url: string;
  readonly keyPrefix: string;
  readonly timeoutMilliseconds: number;
  /** The longest age of any answer, in seconds. */
  readonly longestSeconds: number;
  /** Characters of an answer. */
  readonly largest: number;
}

/**
 * Keeps answers on one Redis (not a cluster: tags lie anywhere) that all replicas share, so that what one of them tells out
 * of date is so for all. While Redis is away nothing is found or kept. What is told out of date meanwhile is made up for
 * before anything of it is believed again. Its eviction policy must be `volatile-ttl` or none: answers run out before the
 * tags that they are checked by.
 */
export function redisStore(
  { url, keyPrefix, timeoutMilliseconds, longestSeconds, largest }: RedisStoreSettings,
  log: Logger,
  clock: () => number = () => performance.now(),
): ResponseStore {
  const redis = redisClient({ url, timeoutMilliseconds }) as WithScripts;
  const responsePrefix = `${keyPrefix}response:`;
  const tagPrefix = `${keyPrefix}response-tag:`;
  redis.defineCommand("findKept", { lua: find });
  redis.defineCommand("keepResponse", { lua: keep });
  redis.defineCommand("invalidateTags", { lua: invalidate });

  const away: Found = { response: undefined, mark: undefined };
  /** Tags to be told out of date once Redis is back, each with the number of the time that it was last owed. */
  const owed = new Map<Tag, number>();
  let times = 0;
  /** More was owed than is remembered: nothing that was kept before can be believed. */
  let isAllOwed = false;
  let isAway = false;
  let distrustedUntil = 0;

  function isThere(): boolean {
    if (redis.status === "ready") return clock() >= distrustedUntil;
    if (!isAway && redis.status !== "connecting" && redis.status !== "connect") tellAway(`it is ${redis.status}`);
    return false;
  }

  function tellAway(reason: string): void {
    isAway = true;
    log.warn({ reason }, "Redis is away: answers are not kept");
  }

  function failed(error: unknown): void {
    distrustedUntil = clock() + distrustMilliseconds;
    if (!isAway) tellAway((error as Error).message);
  }

  function succeeded(): void {
    if (isAway) log.info("Redis is back: answers are kept again");
    isAway = false;
  }

  function owe(tags: readonly Tag[]): void {
    times++;
    for (const tag of tags) owed.set(tag, times);
    if (owed.size <= mostOwed) return;
    isAllOwed = true;
    owed.clear();
  }

  /** Whether nothing is owed any more. */
  async function settle(): Promise<boolean> {
    if (isAllOwed) {
      await forgetEverything(redis, responsePrefix);
      isAllOwed = false;
    }
    const tags = [...owed];
    if (tags.length > 0) await send(tags.map(([tag]) => tag));
    for (const [tag, time] of tags) if (owed.get(tag) === time) owed.delete(tag);
    return isSettled();
  }

  async function send(tags: readonly Tag[]): Promise<void> {
    const keys = tags.map((tag) => tagPrefix + tag);
    await redis.invalidateTags(keys.length, ...keys, longestSeconds + longestWorkSeconds);
    succeeded();
  }

  const isSettled = () => owed.size === 0 && !isAllOwed;

  return {
    async find(key) {
      if (!isThere()) return away;
      try {
        if (!isSettled() && !(await settle())) return away;
        const [mark, text, storedAt, maxAge] = await redis.findKept(1, responsePrefix + key, tagPrefix);
        succeeded();
        const response = text === undefined ? undefined : { text, storedAt: Number(storedAt), maxAge: Number(maxAge) };
        return { response, mark: Number(mark) };
      } catch (error) {
        failed(error);
        return away;
      }
    },

    async keep(key, { text, storedAt, maxAge }, tags, mark: Mark) {
      if (!isThere() || !isSettled()) return false;
      try {
        // One that is too large is not kept, but may still be good for others.
        const kept = text.length > largest ? "" : text;
        const given = [tagPrefix, mark, tags.join("\n"), kept, storedAt, maxAge];
        return (await redis.keepResponse(1, responsePrefix + key, ...given)) === 1;
      } catch (error) {
        failed(error);
        return false;
      }
    },

    async invalidate(tags) {
      if (tags.length === 0) return;
      const all = withUnknown(tags);
      if (!isThere()) return owe(all);
      try {
        await send(all);
      } catch (error) {
        failed(error);
        owe(all);
      }
    },

    close: () => redis.disconnect(),
  };
}

async function forgetEverything(redis: Redis, prefix: string): Promise<void> {
  let cursor = "0";
  do {
    const [next, keys] = await redis.scan(cursor, "MATCH", `${prefix}*`, "COUNT", 1_000);
    if (keys.length > 0) await redis.unlink(...keys);
    cursor = next;
  } while (cursor !== "0");
}
