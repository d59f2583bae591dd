import { isId, type Queryable } from "@angidi/datastores";
import type { CartClaim, LockedCarts } from "../cartStore.ts";
import {
  type CartRow,
  cartColumns,
  contentValues,
  newCartColumns,
  newCartValues,
  setContent,
  toCart,
} from "./cartRow.ts";

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
        `INSERT INTO carts AS own (${newCartColumns})
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (customer_id) DO UPDATE SET updated_at = own.updated_at
         RETURNING ${cartColumns("own")}`,
        newCartValues(cart),
      );
      if (!row) throw new Error("A customer's cart could be neither found nor made");
      return toCart(row);
    },

    async save(cart) {
      const [saved] = await transaction.query<{ adopter_id: string | null }>(
        "carts.save",
        `UPDATE carts
         SET version = $2, checkout = $3, ordered_version = $4, merged_into = $5, ${setContent(6)},
             follows_redis = false, updated_at = now(), adopter_id = CASE WHEN $5::uuid IS NULL THEN adopter_id END,
             email = CASE WHEN $5::uuid IS NULL THEN email END,
             quotes = CASE WHEN checkout = $3 THEN quotes ELSE 0 END,
             quoted_at = CASE WHEN checkout = $3 THEN quoted_at END,
             adoption_due_at = CASE WHEN checkout = $3 THEN adoption_due_at ELSE '-infinity' END
         WHERE id = $1
         RETURNING adopter_id`,
        [cart.id, cart.version, cart.checkout, cart.orderedVersion, cart.mergedInto, ...contentValues(cart)],
      );
      return { adopterId: saved?.adopter_id ?? null };
    },

    async claimOf(id) {
      const [claim] = await transaction.query<CartClaim>(
        "carts.claimOf",
        `SELECT quotes, quoted_at AS "quotedAt", adopter_id AS "adopterId" FROM carts WHERE id = $1`,
        [id],
      );
      return claim ?? { quotes: 0, quotedAt: null, adopterId: null };
    },

    async awaitAdoption(id, adopterId, dueAt) {
      await transaction.query(
        "carts.awaitAdoption",
        "UPDATE carts SET adopter_id = $2, adoption_due_at = $3 WHERE id = $1",
        [id, adopterId, dueAt],
      );
    },
  };
}
