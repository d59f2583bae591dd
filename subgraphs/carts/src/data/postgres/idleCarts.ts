import type { Database } from "@angidi/datastores";
import { cartAbandoned, eventOf } from "@angidi/event-contracts";
import { publish } from "@angidi/events";
import type { CartLine } from "../../domain/cart.ts";
import type { IdleCarts } from "../idleCarts.ts";

interface AbandonedRow {
  readonly id: string;
  readonly customer_id: string | null;
  readonly email: string | null;
  readonly market: string | null;
  readonly currency: string;
  readonly lines: readonly CartLine[];
  readonly version: number;
  readonly updated_at: Date;
}

/** Idle carts on PostgreSQL. A shopper who has the row just now goes first: it is passed over, and met the next time. */
export function postgresIdleCarts(database: Database): IdleCarts {
  return {
    async page(after, count) {
      const rows = await database.query<{ id: string }>(
        "carts.page",
        "SELECT id FROM carts WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2",
        [after, count],
      );
      return rows.map(({ id }) => id);
    },

    async deleteExpired(ids, before) {
      const deleted = await database.query(
        "carts.deleteExpired",
        `DELETE FROM carts WHERE id IN (
           SELECT id FROM carts
           WHERE id = ANY ($1::uuid[]) AND customer_id IS NULL AND updated_at < $2
           FOR UPDATE SKIP LOCKED
         ) RETURNING 1`,
        [ids, before],
      );
      return deleted.length;
    },

    publishAbandoned: (ids, before) =>
      database.transaction(async (transaction) => {
        const abandoned = await transaction.query<AbandonedRow>(
          "carts.markAbandoned",
          `UPDATE carts SET abandoned_version = version
           WHERE id IN (
             SELECT id FROM carts
             WHERE id = ANY ($1::uuid[]) AND updated_at < $2 AND (quoted_at IS NULL OR quoted_at < $2)
               AND merged_into IS NULL AND (customer_id IS NOT NULL OR email IS NOT NULL)
               AND jsonb_array_length(lines) > 0 AND abandoned_version IS DISTINCT FROM version
             FOR UPDATE SKIP LOCKED
           )
           RETURNING id, customer_id, email, market, currency, lines, version, updated_at`,
          [ids, before],
        );
        await publish(transaction, abandoned.map(toEvent));
        return abandoned.length;
      }),
  };
}

function toEvent(row: AbandonedRow) {
  return eventOf(cartAbandoned, {
    source: "carts",
    subject: row.id,
    subjectVersion: row.version,
    data: {
      cartId: row.id,
      customerId: row.customer_id,
      email: row.customer_id === null ? row.email : null,
      market: row.market,
      currency: row.currency,
      lines: row.lines.map(({ id, variantId, quantity }) => ({ lineId: id, variantId, quantity })),
      lastChangedAt: row.updated_at.toISOString(),
    },
  });
}
