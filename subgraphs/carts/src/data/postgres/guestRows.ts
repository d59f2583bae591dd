import type { Queryable } from "@angidi/datastores";
import { uniteCarts } from "../../domain/unite.ts";
import type { StoredCart } from "../cartStore.ts";
import { type CartRow, cartColumns, contentValues, setContent, toCart } from "./cartRow.ts";

/** What a row says of the cart of the same id in Redis. */
export interface Following {
  readonly id: string;
  readonly version: number;
  /** Whether the cart is in Redis, and this row behind it. */
  readonly follows_redis: boolean;
}

const columnsOfCart = `id uuid, "buyerId" uuid, market text, currency char(3), "pricesIncludeTax" boolean, version integer,
  checkout integer, "orderedVersion" integer, lines jsonb, "savedLines" jsonb, "promotionIds" uuid[]`;

const givenColumns = `id, "buyerId", market, currency, "pricesIncludeTax", version, checkout, "orderedVersion", lines,
  "savedLines", "promotionIds"`;

const insert = `INSERT INTO carts AS kept
  (id, buyer_id, market, currency, prices_include_tax, version, checkout, ordered_version, lines, saved_lines,
    promotion_ids, redis_version, follows_redis)`;

const takenContent = `market = excluded.market, currency = excluded.currency,
  prices_include_tax = excluded.prices_include_tax, lines = excluded.lines, saved_lines = excluded.saved_lines,
  promotion_ids = excluded.promotion_ids`;

/**
 * Lets rows catch up with guests' carts in Redis. Gives those of the carts that a row has not taken in although it is the
 * cart by now: somebody went on with the row while somebody else did in Redis.
 */
export async function followCarts(database: Queryable, carts: readonly StoredCart[]): Promise<StoredCart[]> {
  const written = await database.query<{ id: string }>(
    "carts.follow",
    `${insert}
     SELECT ${givenColumns}, version, true
     FROM jsonb_to_recordset($1::jsonb) AS cart (${columnsOfCart}) ORDER BY id
     ON CONFLICT (id) DO UPDATE
       SET ${takenContent}, version = excluded.version,
           redis_version = excluded.redis_version, updated_at = now()
       WHERE kept.follows_redis AND kept.version < excluded.version
     RETURNING id`,
    [JSON.stringify(carts)],
  );
  if (written.length === carts.length) return [];
  const passedOver = await database.query<{ id: string }>(
    "carts.overtaken",
    `SELECT kept.id FROM carts AS kept
     JOIN unnest($1::uuid[], $2::integer[]) AS cart (id, version) ON cart.id = kept.id
     WHERE NOT kept.follows_redis AND kept.redis_version < cart.version`,
    [carts.map(({ id }) => id), carts.map(({ version }) => version)],
  );
  const overtaken = new Set(passedOver.map(({ id }) => id));
  return carts.filter(({ id }) => overtaken.has(id));
}

/** How the rows of guests' carts stand to Redis, where there are rows. */
export function followingOf(database: Queryable, ids: readonly string[]): Promise<Following[]> {
  return database.query<Following>(
    "carts.following",
    "SELECT id, version, follows_redis FROM carts WHERE id = ANY ($1::uuid[])",
    [ids],
  );
}

/**
 * Makes the row the cart, with what Redis had of it. Taking the same version in twice changes nothing. A row that went on
 * by itself is united with what it does not know yet, unless an order or a login has closed that chapter.
 */
export async function takeIn(transaction: Queryable, cart: StoredCart): Promise<void> {
  const taken = await transaction.query(
    "carts.takeIn",
    `${insert}
     SELECT ${givenColumns}, version, false
     FROM jsonb_to_recordset($1::jsonb) AS cart (${columnsOfCart})
     ON CONFLICT (id) DO UPDATE
       SET ${takenContent}, version = excluded.version,
           redis_version = excluded.redis_version, follows_redis = false, updated_at = now()
       WHERE kept.follows_redis AND kept.version <= excluded.version
     RETURNING id`,
    [JSON.stringify([cart])],
  );
  if (taken.length > 0) return;

  const [row] = await transaction.query<CartRow & { redis_version: number; follows_redis: boolean }>(
    "carts.lockToTakeIn",
    `SELECT ${cartColumns("carts")}, redis_version, follows_redis FROM carts WHERE id = $1 FOR UPDATE`,
    [cart.id],
  );
  // A row that follows and is ahead: Redis has lost its newest versions, and the row stands as it is.
  if (!row || (!row.follows_redis && row.redis_version >= cart.version)) return;
  const kept = toCart(row);
  const isClosed = row.follows_redis || kept.mergedInto !== null || kept.checkout !== cart.checkout;
  const content = isClosed ? kept : uniteCarts(kept, cart);
  await transaction.query(
    "carts.unite",
    `UPDATE carts
     SET version = $2, redis_version = greatest(redis_version, $3), ${setContent(4)}, follows_redis = false,
         updated_at = now()
     WHERE id = $1`,
    [
      cart.id,
      isClosed ? kept.version : Math.max(kept.version, cart.version) + 1,
      cart.version,
      ...contentValues(content),
    ],
  );
}
