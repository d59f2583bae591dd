import type { Queryable } from "@angidi/datastores";

/** What an order holds, or waits for, of a SKU. */
export interface Allocation {
  readonly orderId: string;
  readonly sku: string;
  /** Null for what waits. */
  readonly warehouseId: string | null;
  /** Still to be sent. */
  readonly held: number;
  readonly fulfilled: number;
}

export interface ReservationReader {
  /** Takes the expiry off, at most once but repeatable. False when it has expired, was released or never was. */
  commit(orderId: string): Promise<boolean>;
  /** Those of the orders that have a reservation or a tombstone. */
  known(orderIds: readonly string[]): Promise<string[]>;
  /** Whether there are reservations to expire. */
  hasExpired(): Promise<boolean>;
  /** SKUs of which pieces lie free for those in line, those that were noted first first. */
  unserved(most: number): Promise<string[]>;
  /** What orders hold, shipped and wait for, by one statement. */
  allocations(orderIds: readonly string[]): Promise<Allocation[]>;
}

export function reservationReaderOn(queryable: Queryable): ReservationReader {
  return {
    async commit(orderId) {
      const committed = await queryable.query(
        "inventory.commitReservation",
        // A repeat writes the row again rather than reading it: a read could see it as it was before a parallel commit.
        `UPDATE reservations SET state = 'COMMITTED', updated_at = now()
         WHERE order_id = $1 AND (state = 'COMMITTED' OR (state = 'RESERVED' AND expires_at > now()))
         RETURNING order_id`,
        [orderId],
      );
      return committed.length === 1;
    },

    async known(orderIds) {
      const text = `SELECT order_id AS "orderId" FROM reservations WHERE order_id = ANY ($1)`;
      const rows = await queryable.query<{ orderId: string }>("inventory.knownReservations", text, [orderIds]);
      return rows.map(({ orderId }) => orderId);
    },

    async hasExpired() {
      const [row] = await queryable.query<{ expired: boolean }>(
        "inventory.hasExpired",
        `SELECT EXISTS (SELECT FROM reservations WHERE state = 'RESERVED' AND expires_at <= now()) AS expired`,
      );
      return row?.expired ?? false;
    },

    async unserved(most) {
      const text = "SELECT sku FROM unserved_skus ORDER BY since LIMIT $1";
      const rows = await queryable.query<{ sku: string }>("inventory.unserved", text, [most]);
      return rows.map(({ sku }) => sku);
    },

    allocations: (orderIds) =>
      queryable.query<Allocation>(
        "inventory.allocations",
        `SELECT order_id AS "orderId", sku, warehouse_id AS "warehouseId", quantity - fulfilled - released AS held, fulfilled
         FROM reservation_lines WHERE order_id = ANY ($1) AND quantity > released
         UNION ALL
         SELECT order_id, sku, NULL, quantity - allocated - released, 0
         FROM backorders WHERE order_id = ANY ($1) AND quantity > allocated + released
         ORDER BY 1, 2, 3`,
        [orderIds],
      ),
  };
}
