import type { Database } from "@angidi/datastores";
import type { OrderHead, OrderLine, TimelineEntry } from "../domain/order.ts";
import type { OrderKey } from "../domain/orderId.ts";
import type { OrderStatus } from "../domain/orderStates.ts";
import { lineColumns, orderColumns } from "./columns.ts";

/** The place of an order in a list that is newest first. */
export interface Place {
  readonly placedAt: string;
  readonly id: string;
}

/** Which orders staff want to see; null does not narrow. */
export interface OrderFilter {
  readonly status: OrderStatus | null;
  readonly number: string | null;
  readonly needsAttention: boolean | null;
}

/** What the graph reads. Every list is read for many parents by one statement, in the order of the parents. */
export interface OrderLists {
  heads(keys: readonly OrderKey[]): Promise<(OrderHead | null)[]>;
  linesOf(keys: readonly OrderKey[]): Promise<OrderLine[][]>;
  timelinesOf(keys: readonly OrderKey[]): Promise<TimelineEntry[][]>;
  /** The newest orders of each customer, at most `limit`, after a place in the list. */
  ofCustomers(customerIds: readonly string[], limit: number, after: Place | null): Promise<OrderHead[][]>;
  /** The newest of all orders that pass the filter, at most `limit`, after a place in the list. */
  newest(filter: OrderFilter, limit: number, after: Place | null): Promise<OrderHead[]>;
}

/** Before the newest order there can be: a bound instead of a condition that may be absent keeps the index in use. */
const top: Place = { placedAt: "infinity", id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };

/** The keys as two parameters, and the rows sorted by the key that they carry. */
function keyColumns(keys: readonly OrderKey[]): [string[], string[]] {
  return [keys.map(({ buyerId }) => buyerId), keys.map(({ id }) => id)];
}

export function orderListsIn(database: Database): OrderLists {
  return {
    async heads(keys) {
      const rows = await database.query<OrderHead>(
        "orders.heads",
        `SELECT ${orderColumns} FROM unnest($1::uuid[], $2::uuid[]) AS wanted (buyer_id, id)
         JOIN orders o USING (buyer_id, id)`,
        keyColumns(keys),
      );
      const byId = new Map(rows.map((row) => [`${row.buyerId} ${row.id}`, row]));
      return keys.map(({ buyerId, id }) => byId.get(`${buyerId} ${id}`) ?? null);
    },

    async linesOf(keys) {
      const rows = await database.query<OrderLine & { readonly orderId: string; readonly position: number }>(
        "orders.linesOf",
        `SELECT l.order_id AS "orderId", l.position, ${lineColumns}
         FROM unnest($1::uuid[], $2::uuid[]) AS wanted (buyer_id, order_id)
         JOIN order_lines l USING (buyer_id, order_id) ORDER BY l.position`,
        keyColumns(keys),
      );
      return grouped(keys, rows);
    },

    async timelinesOf(keys) {
      const rows = await database.query<TimelineEntry & { readonly orderId: string }>(
        "orders.timelinesOf",
        `SELECT t.order_id AS "orderId", t.sequence, t.status, t.at
         FROM unnest($1::uuid[], $2::uuid[]) AS wanted (buyer_id, order_id)
         JOIN order_timeline t USING (buyer_id, order_id) ORDER BY t.sequence`,
        keyColumns(keys),
      );
      return grouped(keys, rows);
    },

    async ofCustomers(customerIds, limit, after) {
      const { placedAt, id } = after ?? top;
      const rows = await database.query<OrderHead>(
        "orders.ofCustomers",
        `SELECT o.* FROM unnest($1::uuid[]) AS customer (id) CROSS JOIN LATERAL (
           SELECT ${orderColumns} FROM orders o
           WHERE o.customer_id = customer.id AND (o.placed_at, o.id) < ($2::timestamptz, $3::uuid)
           ORDER BY o.placed_at DESC, o.id DESC LIMIT $4
         ) AS o`,
        [customerIds, placedAt, id, limit],
      );
      const byCustomer = Map.groupBy(rows, (row) => row.customerId);
      return customerIds.map((customerId) => byCustomer.get(customerId) ?? []);
    },

    async newest({ status, number, needsAttention }, limit, after) {
      const { placedAt, id } = after ?? top;
      const values: unknown[] = [placedAt, id, limit];
      const conditions: string[] = ["(o.placed_at, o.id) < ($1::timestamptz, $2::uuid)"];
      let label = "orders.newest";
      if (status !== null) {
        values.push(status);
        conditions.push(`o.status = $${values.length}`);
        label += ".status";
      }
      if (number !== null) {
        values.push(number);
        conditions.push(
          `(o.buyer_id, o.id) = (SELECT n.buyer_id, n.order_id FROM order_numbers n WHERE n.number = $${values.length})`,
        );
        label += ".number";
      }
      if (needsAttention !== null) {
        conditions.push(`o.parked_at IS ${needsAttention ? "NOT NULL" : "NULL"}`);
        label += needsAttention ? ".parked" : ".unparked";
      }
      return database.query<OrderHead>(
        label,
        `SELECT ${orderColumns} FROM orders o WHERE ${conditions.join(" AND ")}
         ORDER BY o.placed_at DESC, o.id DESC LIMIT $3`,
        values,
      );
    },
  };
}

/** Rows by the order that they belong to, in the order of the keys, without what only the grouping needed. */
function grouped<Row extends { readonly orderId: string }>(keys: readonly OrderKey[], rows: readonly Row[]): Row[][] {
  const byOrder = Map.groupBy(rows, (row) => row.orderId);
  return keys.map(({ id }) => byOrder.get(id) ?? []);
}
