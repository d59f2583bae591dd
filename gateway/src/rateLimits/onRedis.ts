import type { Redis } from "ioredis";
import type { Logger } from "pino";
import { BoundedCache } from "../boundedCache.ts";
import { redisClient } from "../redisClient.ts";
import type { Allowances, Claim, PacedRule, Taken } from "./allowances.ts";
import { allowancesInMemory } from "./inMemory.ts";
import { roundingError, waitFor } from "./pace.ts";

/**
 * The same as in memory, for all claims of a request in one call, by the clock of Redis. Of each key is kept when all of
 * its points are back, and only until then. Numbers are given as texts: Redis would cut their fractions off.
 */
const spend = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local debts = {}
local refused = 0

local function number(claim, which)
  return tonumber(ARGV[1 + (claim - 1) * 3 + which])
end

local function keep(claim, debt)
  debts[claim] = debt
  if debt > 0 then
    redis.call('SET', KEYS[claim], string.format('%.3f', now + debt), 'PX', math.ceil(debt))
  end
end

local function blocked(claim, debt)
  if debt > number(claim, 2) then return debt end
  return math.max(debt, number(claim, 3))
end

for claim, key in ipairs(KEYS) do
  debts[claim] = math.max(0, tonumber(redis.call('GET', key) or '0') - now)
end
if ARGV[1] == 'charge' then
  for claim in ipairs(KEYS) do
    local most = number(claim, 2)
    local after = debts[claim] + number(claim, 1)
    if after > most then after = blocked(claim, math.max(debts[claim], most)) end
    keep(claim, after)
  end
else
  for claim in ipairs(KEYS) do
    local most = number(claim, 2)
    if refused == 0 and debts[claim] + math.min(number(claim, 1), most) - most > ${roundingError} then
      refused = claim
      keep(claim, blocked(claim, debts[claim]))
    end
  end
  if refused == 0 then
    for claim in ipairs(KEYS) do keep(claim, debts[claim] + number(claim, 1)) end
  end
end

local answer = { tostring(refused) }
for claim, debt in ipairs(debts) do answer[claim + 1] = tostring(debt) end
return answer
`;

type WithSpend = Redis & { spend(keys: number, ...given: (string | number)[]): Promise<readonly string[]> };

/** How long Redis is left alone after it has failed to answer: nobody is to wait for it with each request. */
const distrustMilliseconds = 1_000;

/**
 * Allowances that all replicas share, on one Redis (not a cluster: the keys of a request lie anywhere). While Redis does
 * not answer, this process counts for itself. What it learns to be spent is refused without asking again.
 */
export function allowancesOnRedis(
  {
    url,
    keyPrefix,
    timeoutMilliseconds,
    keys,
  }: {
    readonly url: string;
    readonly keyPrefix: string;
    readonly timeoutMilliseconds: number;
    readonly keys: number;
  },
  log: Logger,
  clock: () => number = () => performance.now(),
): Allowances {
  const own = allowancesInMemory(keys, clock);
  const spentUntil = new BoundedCache<number>(keys);
  const redis = redisClient({ url, keyPrefix: `${keyPrefix}rate-limit:`, timeoutMilliseconds }) as WithSpend;
  redis.defineCommand("spend", { lua: spend });

  let isAway = false;
  let distrustedUntil = 0;

  function isThere(): boolean {
    if (redis.status === "ready") return clock() >= distrustedUntil;
    if (!isAway) tellAway(`it is ${redis.status}`);
    return false;
  }

  function tellAway(reason: string): void {
    isAway = true;
    log.warn({ reason }, "Redis is away: rate limits are counted by this replica alone");
  }

  async function call(mode: "take" | "charge", claims: readonly Claim[]): Promise<Taken> {
    const numbers = claims.flatMap(({ rule: { pace }, points }) => [
      points * pace.millisecondsPerPoint,
      pace.mostDebt,
      pace.blockedDebt,
    ]);
    const [refused, ...given] = await redis.spend(claims.length, ...claims.map(keyOf), mode, ...numbers);
    if (isAway) log.info("Redis is back: rate limits are counted there again");
    isAway = false;
    const debts = given.map(Number);
    for (const [index, claim] of claims.entries()) {
      const wait = waitFor(1, debts[index]!, claim.rule.pace);
      if (wait > 0) spentUntil.set(keyOf(claim), clock() + wait);
    }
    return { refused: claims[Number(refused) - 1], debts };
  }

  function failed(error: unknown): void {
    distrustedUntil = clock() + distrustMilliseconds;
    if (!isAway) tellAway((error as Error).message);
  }

  return {
    wait(rule: PacedRule, who: string) {
      if (!isThere()) return own.wait(rule, who);
      return Math.max(0, (spentUntil.get(keyOf({ rule, who })) ?? 0) - clock());
    },
    take(claims) {
      if (!isThere()) return own.take(claims);
      return call("take", claims).catch((error) => {
        failed(error);
        return own.take(claims);
      });
    },
    charge(claims) {
      if (!isThere()) return own.charge(claims);
      call("charge", claims).catch((error) => {
        failed(error);
        own.charge(claims);
      });
    },
    close() {
      redis.disconnect();
      own.close();
    },
  };
}

function keyOf({ rule, who }: Pick<Claim, "rule" | "who">): string {
  return `${rule.name}:${who}`;
}
