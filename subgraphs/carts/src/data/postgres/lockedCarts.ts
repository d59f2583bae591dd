import { isId, type Queryable } from "@angidi/datastores";
import type { LockedCarts } from "../cartStore.ts";
import { type CartRow, cartColumns, toCart } from "./cartRow.ts";

/** Carts within a transaction that is open already, such as that of an event's effect. */
export function lockedCarts(transaction: Queryable): LockedCarts {
  return {
    async lock(id) {
      if (!isId(id)) return null;
      const [row] = await transaction.query<CartRow>(
        "carts.lock",
        `SELECT ${cartColumns("carts")} FROM carts WHERE id = $1 FOR UPDATE`,
        [id],
      );
      return row ? toCart(row) : null;
    },

    async lockOwn(cart) {
      // An update that changes nothing: it locks the row that is there, and sees it as it was committed last.
      const [row] = await transaction.query<CartRow>(
        "carts.lockOwn",
        `INSERT INTO carts AS own (id, buyer_id, customer_id, currency, lines, promotion_ids)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (customer_id) DO UPDATE SET updated_at = own.updated_at
         RETURNING ${cartColumns("own")}`,
        [cart.id, cart.buyerId, cart.customerId, cart.currency, JSON.stringify(cart.lines), cart.promotionIds],
      );
      if (!row) throw new Error("A customer's cart could be neither found nor made");
      return toCart(row);
    },

    async save(cart) {
      await transaction.query(
        "carts.save",
        `UPDATE carts
         SET lines = $2, promotion_ids = $3, version = $4, checkout = $5, ordered_version = $6, merged_into = $7,
             follows_redis = false, updated_at = now()
         WHERE id = $1`,
        [
          cart.id,
          JSON.stringify(cart.lines),
          cart.promotionIds,
          cart.version,
          cart.checkout,
          cart.orderedVersion,
          cart.mergedInto,
        ],
      );
    },
  };
}
