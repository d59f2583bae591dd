import type { Database, Queryable } from "@angidi/datastores";
import type { OrderKey } from "../domain/orderId.ts";
import type { Refund, RefundStatus } from "../domain/refund.ts";

/** The refunds of orders. Who writes has the order's row locked. */
export interface Refunds {
  find(order: OrderKey, id: string): Promise<Refund | null>;
  /** The ids of those that are not settled. */
  pendingOf(order: OrderKey): Promise<string[]>;
  insert(transaction: Queryable, refund: Refund): Promise<void>;
  /** Whether the refund was PENDING and has the status now. */
  settle(transaction: Queryable, refund: Refund, status: Exclude<RefundStatus, "PENDING">): Promise<boolean>;
}

type Row = Omit<Refund, "order">;

export function refundsIn(database: Database): Refunds {
  return {
    async find(order, id) {
      const [row] = await database.query<Row>(
        "orders.findRefund",
        `SELECT r.id, r.status, r.amount, r.reason, r.created_at AS "createdAt", coalesce((
           SELECT json_agg(json_build_object('lineId', line_id, 'quantity', quantity, 'withdrawn', withdrawn,
             'returned', returned))
           FROM refund_lines WHERE buyer_id = $1 AND order_id = r.order_id AND refund_id = r.id
         ), '[]') AS lines
         FROM refunds r WHERE r.buyer_id = $1 AND r.order_id = $2 AND r.id = $3`,
        [order.buyerId, order.id, id],
      );
      return row ? { ...row, order } : null;
    },

    async pendingOf({ buyerId, id }) {
      const rows = await database.query<{ id: string }>(
        "orders.pendingRefunds",
        "SELECT id FROM refunds WHERE buyer_id = $1 AND order_id = $2 AND status = 'PENDING'",
        [buyerId, id],
      );
      return rows.map((row) => row.id);
    },

    async insert(transaction, { order, id, status, amount, reason, createdAt, lines }) {
      await transaction.query(
        "orders.insertRefund",
        `WITH refund AS (
           INSERT INTO refunds (buyer_id, order_id, id, status, amount, reason, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
         )
         INSERT INTO refund_lines (buyer_id, order_id, refund_id, line_id, quantity, withdrawn, returned)
         SELECT $1, $2, $3, line."lineId", line.quantity, line.withdrawn, line.returned
         FROM jsonb_to_recordset($8::jsonb)
           AS line ("lineId" uuid, quantity integer, withdrawn integer, returned integer)`,
        [order.buyerId, order.id, id, status, amount, reason, createdAt, JSON.stringify(lines)],
      );
    },

    async settle(transaction, { order, id }, status) {
      const rows = await transaction.query(
        "orders.settleRefund",
        `UPDATE refunds SET status = $4
         WHERE buyer_id = $1 AND order_id = $2 AND id = $3 AND status = 'PENDING' RETURNING id`,
        [order.buyerId, order.id, id, status],
      );
      return rows.length > 0;
    },
  };
}
