import type { Queryable } from "@angidi/datastores";
import type { Adoptions, PendingAdoption } from "../adoptions.ts";

/** Pending adoptions on PostgreSQL, in the rows of the carts. */
export function postgresAdoptions(database: Queryable): Adoptions {
  return {
    due: (now, count) =>
      database.query<PendingAdoption>(
        "carts.adoptionsDue",
        `SELECT id AS "cartId", buyer_id AS "buyerId", checkout, adopter_id AS "adopterId", quotes, quoted_at AS "quotedAt"
         FROM carts WHERE adopter_id IS NOT NULL AND adoption_due_at <= $1
         ORDER BY adoption_due_at LIMIT $2`,
        [now, count],
      ),

    async postpone(cartId, until) {
      await database.query(
        "carts.postponeAdoption",
        "UPDATE carts SET adoption_due_at = $2 WHERE id = $1 AND adopter_id IS NOT NULL",
        [cartId, until],
      );
    },
  };
}
