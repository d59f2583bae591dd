import type { Queryable } from "@angidi/datastores";
import type { WaitingEvent } from "../../domain/orderQueue.ts";
import type { OrderStore } from "../orderStore.ts";

interface OrderRow {
  readonly order_id: string;
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
    async open(orderIds) {
      if (orderIds.length === 0) return [];
      const rows = await queryable.query<OrderRow>(
        "notifications.openOrders",
        // The update that changes nothing locks the row, and gives it as whoever held it before left it. In the order of
        // the ids: two that have orders in common must not wait for each other in a circle.
        `INSERT INTO orders (order_id) SELECT id FROM unnest($1::text[]) AS id ORDER BY id
         ON CONFLICT (order_id) DO UPDATE SET order_id = excluded.order_id
         RETURNING order_id, user_id, email, number, told, waiting`,
        [orderIds],
      );
      const byId = new Map(rows.map((row) => [row.order_id, row]));
      return orderIds.map((orderId) => {
        const { user_id: userId, email, number, told, waiting } = byId.get(orderId)!;
        return { orderId, contact: number === null ? null : { orderId, userId, email, number }, told, waiting };
      });
    },

    async save(orders) {
      if (orders.length === 0) return;
      await queryable.query(
        "notifications.saveOrders",
        `UPDATE orders SET user_id = kept.user_id, email = kept.email, number = kept.number, told = kept.told,
           waiting = kept.waiting, waits_until = kept.waits_until
         FROM jsonb_to_recordset($1::jsonb) AS kept (order_id text, user_id uuid, email text, number text, told integer,
           waiting jsonb, waits_until timestamptz)
         WHERE orders.order_id = kept.order_id`,
        [
          JSON.stringify(
            orders.map(({ order: { orderId, contact, told, waiting }, waitsUntil }) => ({
              order_id: orderId,
              user_id: contact?.userId ?? null,
              email: contact?.email ?? null,
              number: contact?.number ?? null,
              told,
              waiting,
              waits_until: waitsUntil,
            })),
          ),
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
