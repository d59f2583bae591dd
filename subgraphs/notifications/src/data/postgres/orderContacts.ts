import type { Queryable } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import type { OrderContact } from "../../domain/occasion.ts";
import type { OrderContactStore } from "../audienceStore.ts";

/** Orders' contacts on PostgreSQL, within the transaction of an event's effect. */
export function orderContactsOn(transaction: Queryable): OrderContactStore {
  /** Until the end of the transaction no one else remembers the order, or finds that it is not remembered. */
  const lock = (orderId: string) =>
    transaction.query(
      "notifications.lockOrder",
      "SELECT pg_advisory_xact_lock(hashtextextended('angidi.order-contact ' || $1, 0))",
      [orderId],
    );

  async function read(orderId: string): Promise<OrderContact | null> {
    const [row] = await transaction.query<{ user_id: string | null; email: string | null; number: string }>(
      "notifications.orderContact",
      "SELECT user_id, email, number FROM order_contacts WHERE order_id = $1",
      [orderId],
    );
    return row ? { orderId, userId: row.user_id, email: row.email, number: row.number } : null;
  }

  return {
    async remember({ orderId, userId, email, number }) {
      await lock(orderId);
      await transaction.query(
        "notifications.rememberOrder",
        `INSERT INTO order_contacts (order_id, user_id, email, number) VALUES ($1, $2, $3, $4)
         ON CONFLICT (order_id) DO UPDATE SET user_id = excluded.user_id, email = excluded.email`,
        [orderId, userId, email, number],
      );
      const rows = await transaction.query<{ event: DomainEvent }>(
        "notifications.takeWaiting",
        "DELETE FROM waiting_events WHERE order_id = $1 RETURNING event",
        [orderId],
      );
      return rows.map(({ event }) => event).sort((one, other) => one.time.localeCompare(other.time));
    },

    async find(orderId) {
      const known = await read(orderId);
      if (known) return known;
      await lock(orderId);
      return read(orderId);
    },

    async hold(orderId, event) {
      await transaction.query(
        "notifications.hold",
        "INSERT INTO waiting_events (event_id, order_id, event) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        [event.id, orderId, JSON.stringify(event)],
      );
    },
  };
}
