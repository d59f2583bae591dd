import type { Database } from "@angidi/datastores";
import type { ClaimProof } from "../domain/order.ts";
import type { OrderKey } from "../domain/orderId.ts";
import { type Actor, entry } from "../domain/timeline.ts";
import { entriesCount, entriesInsert, entriesValue } from "./timeline.ts";

/** Guests' orders that become a customer's: a link is set, no row moves. */
export interface Claims {
  /**
   * Whether the order is this customer's from now on: it was nobody's, or was claimed by what proves less. Of several at
   * once one gets it.
   */
  claim(order: OrderKey, customerId: string, proof: ClaimProof): Promise<boolean>;
  /** Guests' orders whose news goes to an address, that its owner could claim by that: the latest, at most `limit`. */
  claimableByEmail(email: string, customerId: string, limit: number): Promise<OrderKey[]>;
}

const claimStatement = `
WITH changed AS (
  UPDATE orders SET customer_id = $4, claimed_by = $5, ${entriesCount("$3")}
  WHERE buyer_id = $1 AND id = $2
    AND (customer_id IS NULL OR (claimed_by, $5) IN (('ORDER_ID', 'EMAIL'), ('ORDER_ID', 'CART'), ('EMAIL', 'CART')))
  RETURNING buyer_id, id, entries
), told AS (
  ${entriesInsert("changed", "$3")}
)
SELECT id FROM changed`;

export function claimsIn(database: Database): Claims {
  return {
    async claim({ buyerId, id }, customerId, proof) {
      const by: Actor = { kind: "CUSTOMER", userId: customerId };
      const told = entriesValue([entry("CLAIM", by, { state: proof })]);
      const rows = await database.query("orders.claim", claimStatement, [buyerId, id, told, customerId, proof]);
      return rows.length > 0;
    },

    claimableByEmail: (email, customerId, limit) =>
      database.query<OrderKey>(
        "orders.claimableByEmail",
        `SELECT buyer_id AS "buyerId", id FROM orders
         WHERE email = $1 AND (customer_id IS NULL OR claimed_by = 'ORDER_ID' AND customer_id <> $2)
         ORDER BY placed_at DESC, id DESC LIMIT $3`,
        [email, customerId, limit],
      ),
  };
}
