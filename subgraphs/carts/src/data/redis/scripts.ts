import type { Redis } from "@angidi/datastores";

/**
 * A cart in Redis is a hash: `kind`, `version`, `epoch` and `body`, the cart as JSON. Kinds are
 *
 * - `open`: a guest's cart, changed here
 * - `sealed`: a guest's cart that moves to its row; it is not changed here any more
 * - `copy`: of a row, for a short time
 *
 * What touches a cart is one script on one key, so it is atomic on a cluster too.
 */
export interface CartScripts {
  /** Keeps a new open cart: 1, or 0 when there is something under its key. */
  createOpenCart(key: string, epoch: number, body: string, life: number): Promise<number>;
  /** Changes an open cart of a version: `done`, `changed` with the cart as it is, or what else is there. */
  changeOpenCart(key: string, epoch: number, version: number, body: string, life: number): Promise<ChangeReply>;
  /** Seals an open cart; gives what is sealed, or null. */
  sealCart(key: string): Promise<string | null>;
  /** Lets an open cart count in a newer epoch. */
  renewOpenCart(key: string, epoch: number): Promise<number>;
  /**
   * Puts a copy of a row that has taken in a version of what is sealed: 1, 0 where something newer is, or -1 where the
   * cart is open, so that its row is not all of it.
   */
  copyCart(key: string, epoch: number, version: number, takenIn: number, body: string, life: number): Promise<number>;
}

/** `unsure`: it is of an older epoch than asked for; `sealed`, `copy`, `none`: it is changed in its row. */
export type ChangeReply = ["done" | "unsure" | "sealed" | "copy" | "none"] | ["changed", string];

const createOpenCart = `
  if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
  redis.call('HSET', KEYS[1], 'kind', 'open', 'version', 1, 'epoch', ARGV[1], 'body', ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 1`;

const changeOpenCart = `
  local cart = redis.call('HMGET', KEYS[1], 'kind', 'version', 'epoch', 'body')
  if cart[1] ~= 'open' then return {cart[1] or 'none'} end
  if tonumber(cart[3]) < tonumber(ARGV[1]) then return {'unsure'} end
  if cart[2] ~= ARGV[2] then return {'changed', cart[4]} end
  redis.call('HSET', KEYS[1], 'version', cart[2] + 1, 'body', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  return {'done'}`;

const sealCart = `
  local cart = redis.call('HMGET', KEYS[1], 'kind', 'body')
  if cart[1] ~= 'open' and cart[1] ~= 'sealed' then return false end
  redis.call('HSET', KEYS[1], 'kind', 'sealed')
  return cart[2]`;

const renewOpenCart = `
  local cart = redis.call('HMGET', KEYS[1], 'kind', 'epoch')
  if cart[1] ~= 'open' or tonumber(cart[2]) >= tonumber(ARGV[1]) then return 0 end
  redis.call('HSET', KEYS[1], 'epoch', ARGV[1])
  return 1`;

// By version alone, across epochs: a copy of an older epoch counts for nobody, but an older version must not replace it.
const copyCart = `
  local cart = redis.call('HMGET', KEYS[1], 'kind', 'version', 'epoch')
  local epoch, version = tonumber(ARGV[1]), tonumber(ARGV[2])
  if cart[1] == 'open' then return -1 end
  if cart[1] == 'sealed' and tonumber(cart[2]) > tonumber(ARGV[3]) then return 0 end
  if cart[1] == 'copy' then
    if tonumber(cart[2]) > version then return 0 end
    if tonumber(cart[2]) == version and tonumber(cart[3]) >= epoch then return 0 end
  end
  redis.call('HSET', KEYS[1], 'kind', 'copy', 'version', version, 'epoch', epoch, 'body', ARGV[4])
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
  return 1`;

/** The client, with the scripts as commands: each is sent in full once, and by its hash from then on. */
export function withCartScripts(redis: Redis): Redis & CartScripts {
  const scripts = { createOpenCart, changeOpenCart, sealCart, renewOpenCart, copyCart };
  for (const [name, lua] of Object.entries(scripts)) redis.defineCommand(name, { numberOfKeys: 1, lua });
  return redis as Redis & CartScripts;
}
