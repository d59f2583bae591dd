import type { Database } from "@angidi/datastores";
import type { OrderHead, OrderLine, TimelineEntry } from "../domain/order.ts";
import type { OrderKey } from "../domain/orderId.ts";
import { lineColumns, orderColumns } from "./columns.ts";
import { ofOrders } from "./ofOrders.ts";
import { narrow, type OrderFilter, type Place } from "./orderFilter.ts";

export type { OrderFilter, Place };

/** What the graph reads. Every list is read for many parents by one statement, in the order of the parents. */
export interface OrderLists {
  heads(keys: readonly OrderKey[]): Promise<(OrderHead | null)[]>;
  linesOf(keys: readonly OrderKey[]): Promise<OrderLine[][]>;
  /** Every change of the status; all that happened is in the timeline itself. */
  timelinesOf(keys: readonly OrderKey[]): Promise<TimelineEntry[][]>;
  /** The first orders of each customer that pass the filter, at most `limit`, after a place in the list. */
  ofCustomers(
    customerIds: readonly string[],
    filter: OrderFilter,
    limit: number,
    after: Place | null,
  ): Promise<OrderHead[][]>;
  /** The first of all orders that pass the filter, at most `limit`, after a place in the list. */
  all(filter: OrderFilter, limit: number, after: Place | null): Promise<OrderHead[]>;
}

export function orderListsIn(database: Database): OrderLists {
  return {
    async heads(keys) {
      const { label, from, values } = ofOrders(keys, "orders", "o", "id");
      const rows = await database.query<OrderHead>(`orders.heads${label}`, `SELECT ${orderColumns} ${from}`, values);
      const byId = new Map(rows.map((row) => [`${row.buyerId} ${row.id}`, row]));
      return keys.map(({ buyerId, id }) => byId.get(`${buyerId} ${id}`) ?? null);
    },

    async linesOf(keys) {
      const { label, from, values } = ofOrders(keys, "order_lines", "l");
      const rows = await database.query<OrderLine & { readonly orderId: string; readonly position: number }>(
        `orders.linesOf${label}`,
        `SELECT l.order_id AS "orderId", l.position, ${lineColumns} ${from} AND l.removed_in IS NULL
         ORDER BY l.position`,
        values,
      );
      return grouped(keys, rows);
    },

    async timelinesOf(keys) {
      const { label, from, values } = ofOrders(keys, "order_timeline", "t");
      const rows = await database.query<TimelineEntry & { readonly orderId: string }>(
        `orders.timelinesOf${label}`,
        `SELECT t.order_id AS "orderId", t.sequence, t.status, t.at ${from} AND t.kind = 'STATUS'
         ORDER BY t.sequence`,
        values,
      );
      return grouped(keys, rows);
    },

    async ofCustomers(customerIds, filter, limit, after) {
      const { label, conditions, values, orderBy } = narrow(filter, after, 2);
      const rows = await database.query<OrderHead>(
        `orders.ofCustomers${label}`,
        `SELECT o.* FROM unnest($1::uuid[]) AS customer (id) CROSS JOIN LATERAL (
           SELECT ${orderColumns} FROM orders o
           WHERE o.customer_id = customer.id AND ${conditions.join(" AND ")}
           ${orderBy} LIMIT $2
         ) AS o`,
        [customerIds, limit, ...values],
      );
      const byCustomer = Map.groupBy(rows, (row) => row.customerId);
      return customerIds.map((customerId) => byCustomer.get(customerId) ?? []);
    },

    all({ statuses, ...filter }, limit, after) {
      const { label, conditions, values, direction, orderBy } = narrow(filter, after, statuses ? 2 : 1);
      const passing = (of: readonly string[]) =>
        `SELECT ${orderColumns} FROM orders o WHERE ${of.join(" AND ")} ${orderBy} LIMIT $1`;
      if (!statuses) return database.query<OrderHead>(`orders.all${label}`, passing(conditions), [limit, ...values]);
      // A page of each status by its index, and the first of them all: an index has no order over several statuses.
      return database.query<OrderHead>(
        `orders.all.statuses${label}`,
        `SELECT o.* FROM unnest($2::text[]) AS wanted (status) CROSS JOIN LATERAL (
           ${passing(["o.status = wanted.status", ...conditions])}
         ) AS o
         ORDER BY o."placedAt" ${direction}, o.id ${direction} LIMIT $1`,
        [limit, [...new Set(statuses)], ...values],
      );
    },
  };
}

/** Rows by the order that they belong to, in the order of the keys, without what only the grouping needed. */
function grouped<Row extends { readonly orderId: string }>(keys: readonly OrderKey[], rows: readonly Row[]): Row[][] {
  const byOrder = Map.groupBy(rows, (row) => row.orderId);
  return keys.map(({ id }) => byOrder.get(id) ?? []);
}
