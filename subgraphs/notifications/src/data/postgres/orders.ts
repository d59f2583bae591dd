import type { Queryable } from "@angidi/datastores";
import type { WaitingEvent } from "../../domain/orderQueue.ts";
import type { OrderStore } from "../orderStore.ts";

interface OrderRow {
  readonly user_id: string | null;
  readonly email: string | null;
  /** Null before the order's own first event. */
  readonly number: string | null;
  readonly told: number;
  readonly waiting: readonly WaitingEvent[];
}

/** Orders on PostgreSQL. Whoever opens one holds its row until their transaction ends. */
export function ordersOn(queryable: Queryable): OrderStore {
  return {
    async open(orderId) {
      const [row] = await queryable.query<OrderRow>(
        "notifications.openOrder",
        // The update that changes nothing locks the row, and gives it as whoever held it before left it.
        `INSERT INTO orders (order_id) VALUES ($1) ON CONFLICT (order_id) DO UPDATE SET order_id = excluded.order_id
         RETURNING user_id, email, number, told, waiting`,
        [orderId],
      );
      const { user_id: userId, email, number, told, waiting } = row!;
      return { orderId, contact: number === null ? null : { orderId, userId, email, number }, told, waiting };
    },

    async save({ orderId, contact, told, waiting }, waitsUntil) {
      await queryable.query(
        "notifications.saveOrder",
        `UPDATE orders SET user_id = $2, email = $3, number = $4, told = $5, waiting = $6, waits_until = $7
         WHERE order_id = $1`,
        [
          orderId,
          contact?.userId ?? null,
          contact?.email ?? null,
          contact?.number ?? null,
          told,
          JSON.stringify(waiting),
          waitsUntil,
        ],
      );
    },

    async overdue(now, limit) {
      const rows = await queryable.query<{ order_id: string }>(
        "notifications.overdueOrders",
        "SELECT order_id FROM orders WHERE waits_until <= $1 ORDER BY waits_until LIMIT $2",
        [now, limit],
      );
      return rows.map((row) => row.order_id);
    },
  };
}
