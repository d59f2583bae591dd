import type { Database, Queryable } from "@angidi/datastores";
import type { OrderKey } from "../domain/orderId.ts";
import type { HistoryEntry, NewEntry } from "../domain/timeline.ts";
import { eachOrder } from "./ofOrders.ts";

/** All that happened to orders. Entries are written once and never changed. */
export interface Timeline {
  /**
   * Adds entries to the timeline of an order. By its position each comes after all that are there; the order's row is
   * locked by that until the transaction ends. What changes the order as well adds them by its own statement instead.
   */
  append(transaction: Queryable, order: OrderKey, entries: readonly NewEntry[]): Promise<void>;
  /** The entries of each order after a position, oldest first, at most `limit`, by one statement. */
  ofOrders(
    keys: readonly OrderKey[],
    page: { readonly limit: number; readonly after: number; readonly forStaff: boolean },
  ): Promise<HistoryEntry[][]>;
  /** The latest notes on each order, newest first, at most a hundred, by one statement. */
  notesOf(keys: readonly OrderKey[], forStaff: boolean): Promise<HistoryEntry[][]>;
}

/** What a statement that adds entries sets in the order's row: how many there are. `$n` is `entriesValue(entries)`. */
export function entriesCount(parameter: `$${number}`): string {
  return `entries = entries + jsonb_array_length(${parameter}::jsonb)`;
}

/**
 * The insert of entries as a text, for a statement that changes an order and tells of it at once (as a CTE). `changed`
 * is the CTE that updated the order with `entriesCount` and returns its `buyer_id`, `id` and `entries`: when it gives no
 * row nothing is added.
 */
export function entriesInsert(changed: string, parameter: `$${number}`): string {
  return `INSERT INTO order_timeline
    (buyer_id, order_id, position, kind, sequence, status, at, actor, visible_to, data)
  SELECT o.buyer_id, o.id, o.entries - jsonb_array_length(${parameter}::jsonb) + e.place, e.kind, e.sequence, e.status,
    clock_timestamp(), e."by", e."visibleTo", e.data
  FROM ${changed} AS o, jsonb_to_recordset(${parameter}::jsonb) AS e
    (place integer, kind text, sequence integer, status text, "by" jsonb, "visibleTo" text, data jsonb)`;
}

/** The value of the parameter of both. */
export function entriesValue(entries: readonly NewEntry[]): string {
  return JSON.stringify(entries.map((entry, index) => ({ ...entry, place: index + 1 })));
}

const appendStatement = `
WITH changed AS (
  UPDATE orders SET ${entriesCount("$3")} WHERE buyer_id = $1 AND id = $2 RETURNING buyer_id, id, entries
)
${entriesInsert("changed", "$3")}`;

const entryColumns = `t.order_id AS "orderId", t.position, t.kind, t.status, t.at, t.actor,
    t.visible_to AS "visibleTo", t.data`;

type Row = HistoryEntry & { readonly orderId: string };

export function timelineIn(database: Database): Timeline {
  /** Of each order the entries that `condition` lets through, as `rest` sorts and limits them; `$3`: for staff. */
  async function read(label: string, keys: readonly OrderKey[], condition: string, rest: string, values: unknown[]) {
    const orders = eachOrder(keys);
    const rows = await database.query<Row>(
      `${label}${orders.label}`,
      `SELECT entry.* ${orders.from} CROSS JOIN LATERAL (
         SELECT ${entryColumns} FROM order_timeline t
         WHERE ${orders.of} AND (t.visible_to = 'SHOPPER' OR $3::boolean) AND ${condition}
         ${rest}
       ) AS entry`,
      [...orders.values, ...values],
    );
    const byOrder = Map.groupBy(rows, ({ orderId }) => orderId);
    return keys.map(({ id }) => byOrder.get(id) ?? []);
  }

  return {
    async append(transaction, { buyerId, id }, entries) {
      if (entries.length === 0) return;
      await transaction.query("orders.tell", appendStatement, [buyerId, id, entriesValue(entries)]);
    },
    ofOrders: (keys, { limit, after, forStaff }) =>
      read("orders.historiesOf", keys, "t.position > $4", "ORDER BY t.position LIMIT $5", [forStaff, after, limit]),
    notesOf: (keys, forStaff) =>
      read("orders.notesOf", keys, "t.kind = 'NOTE'", "ORDER BY t.position DESC LIMIT 100", [forStaff]),
  };
}
