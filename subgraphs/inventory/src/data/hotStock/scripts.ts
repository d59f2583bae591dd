import { redisScript } from "@angidi/datastores";

// A SKU has two keys. Its level is a hash: `version` and `available` as the database said them last (`available` is
// "unlimited" for a SKU without limit), `held` for orders under way in all, and `order:<id>` for each of them. Its holds are
// a sorted set of those orders by when they run out. The keys come as all levels first, then all holds, in one order.

const letGo = `
local function letGo(level, holds, order)
  local quantity = redis.call("HGET", level, "order:" .. order)
  if quantity then
    redis.call("HINCRBY", level, "held", -quantity)
    redis.call("HDEL", level, "order:" .. order)
  end
  redis.call("ZREM", holds, order)
end`;

const now = `
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** The order, for how many milliseconds at most, the lifetime of keys, then the quantity of each SKU. */
export const admitScript = redisScript(`${letGo}${now}
local order, most, lifetime = ARGV[1], ARGV[2], ARGV[3]
local count = #KEYS / 2
local short, unknown = { "refused" }, { "unknown" }
for i = 1, count do
  local level, holds = KEYS[i], KEYS[count + i]
  for _, late in ipairs(redis.call("ZRANGEBYSCORE", holds, "-inf", now, "LIMIT", 0, 1000)) do letGo(level, holds, late) end
  local found = redis.call("HMGET", level, "available", "held", "order:" .. order)
  if not found[1] then
    table.insert(unknown, i)
  elseif found[1] ~= "unlimited" and not found[3] then
    local free = tonumber(found[1]) - tonumber(found[2])
    if free < tonumber(ARGV[3 + i]) then
      table.insert(short, i)
      table.insert(short, math.max(free, 0))
    end
  end
end
if #short > 1 then return short end
if #unknown > 1 then return unknown end
for i = 1, count do
  local level, holds = KEYS[i], KEYS[count + i]
  if redis.call("HSETNX", level, "order:" .. order, ARGV[3 + i]) == 1 then
    redis.call("HINCRBY", level, "held", ARGV[3 + i])
  end
  redis.call("ZADD", holds, now + most, order)
  redis.call("PEXPIRE", holds, lifetime)
end
return { "admitted" }`);

/** The order (or nothing), then the version (or nothing) and what is available of each SKU. */
export const updateScript = redisScript(`${letGo}
local order = ARGV[1]
local count = #KEYS / 2
for i = 1, count do
  local level, version, available = KEYS[i], ARGV[2 * i], ARGV[2 * i + 1]
  if order ~= "" then letGo(level, KEYS[count + i], order) end
  local known = redis.call("HGET", level, "version")
  if known and version ~= "" and tonumber(version) >= tonumber(known) then
    redis.call("HSET", level, "version", version, "available", available)
  end
end`);

/**
 * The last key is the list of what is hot. For how many milliseconds it is, the lifetime of keys, then the SKU, its version
 * and what is available of each. Levels end after a lifetime and are filled in anew, so that no mistake in them lasts.
 */
export const heatScript = redisScript(`${now}
local count = (#KEYS - 1) / 2
for i = 1, count do
  local level, sku, version, available = KEYS[i], ARGV[3 * i], ARGV[3 * i + 1], ARGV[3 * i + 2]
  local known = redis.call("HGET", level, "version")
  if not known then
    redis.call("DEL", KEYS[count + i])
    redis.call("HSET", level, "version", version, "available", available, "held", 0)
    redis.call("PEXPIRE", level, ARGV[2])
  elseif tonumber(version) >= tonumber(known) then
    redis.call("HSET", level, "version", version, "available", available)
  end
  redis.call("ZADD", KEYS[#KEYS], now + ARGV[1], sku)
end
redis.call("PEXPIRE", KEYS[#KEYS], ARGV[1])`);

/** The list of what is hot and whose turn it is; for how many milliseconds a turn lasts. */
export const surveyScript = redisScript(`${now}
redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", now)
local turn = redis.call("SET", KEYS[2], 1, "NX", "PX", ARGV[1])
return { turn and 1 or 0, redis.call("ZRANGE", KEYS[1], 0, -1) }`);
