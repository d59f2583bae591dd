import type { Queryable } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import type { OrderContactStore } from "./audienceStore.ts";

/** Orders' contacts on PostgreSQL. */
export function postgresOrderContacts(database: Queryable): OrderContactStore {
  return {
    async remember({ orderId, userId, email, number }) {
      await database.query(
        "notifications.rememberOrder",
        `INSERT INTO order_contacts (order_id, user_id, email, number) VALUES ($1, $2, $3, $4)
         ON CONFLICT (order_id) DO UPDATE SET user_id = excluded.user_id, email = excluded.email`,
        [orderId, userId, email, number],
      );
      const rows = await database.query<{ event: DomainEvent }>(
        "notifications.takeWaiting",
        "DELETE FROM waiting_events WHERE order_id = $1 RETURNING event",
        [orderId],
      );
      return rows.map(({ event }) => event).sort((one, other) => one.time.localeCompare(other.time));
    },

    async find(orderId) {
      const [row] = await database.query<{ user_id: string | null; email: string | null; number: string }>(
        "notifications.orderContact",
        "SELECT user_id, email, number FROM order_contacts WHERE order_id = $1",
        [orderId],
      );
      return row ? { orderId, userId: row.user_id, email: row.email, number: row.number } : null;
    },

    async hold(orderId, event) {
      await database.query(
        "notifications.hold",
        "INSERT INTO waiting_events (event_id, order_id, event) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        [event.id, orderId, JSON.stringify(event)],
      );
    },
  };
}
