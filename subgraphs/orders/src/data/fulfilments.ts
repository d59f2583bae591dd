import type { Database, Queryable } from "@angidi/datastores";
import type { Fulfilment, FulfilmentStatus } from "../domain/fulfilment.ts";
import { becomeFulfilled } from "../domain/fulfilmentStates.ts";
import type { FulfilmentKey, OrderKey } from "../domain/orderId.ts";
import { ofOrders } from "./ofOrders.ts";

/** The parcels of orders. Who writes has the order's row locked. */
export interface Fulfilments {
  find(key: FulfilmentKey, queryable?: Queryable): Promise<Fulfilment | null>;
  /** The parcels of each order, oldest first, by one statement. */
  ofOrders(keys: readonly OrderKey[]): Promise<Fulfilment[][]>;
  insert(transaction: Queryable, fulfilment: Fulfilment): Promise<void>;
  /** Takes back a parcel whose goods never left: its pieces are to be sent again. */
  withdraw(transaction: Queryable, key: FulfilmentKey): Promise<void>;
  /** Whether the parcel had the status `from` and has `to` now. */
  advance(transaction: Queryable, key: FulfilmentKey, from: FulfilmentStatus, to: FulfilmentStatus): Promise<boolean>;
}

type Row = Omit<Fulfilment, "order"> & { readonly buyerId: string; readonly orderId: string };

/** The columns of a parcel, read as `f`, of the buyer that a parameter or a column names. */
const columnsOf = (buyer: string) => `f.buyer_id AS "buyerId", f.order_id AS "orderId", f.id, f.status, f.carrier,
  f.tracking_number AS "trackingNumber", f.warehouse_id AS "warehouseId", f.actor, f.created_at AS "createdAt", (
    SELECT json_agg(json_build_object('lineId', line_id, 'quantity', quantity) ORDER BY line_id)
    FROM fulfilment_lines
    WHERE buyer_id = ${buyer} AND order_id = f.order_id AND fulfilment_id = f.id
  ) AS lines`;

export function fulfilmentsIn(database: Database): Fulfilments {
  return {
    async find({ order, id }, queryable = database) {
      const [row] = await queryable.query<Row>(
        "orders.findFulfilment",
        `SELECT ${columnsOf("$1")} FROM fulfilments f WHERE f.buyer_id = $1 AND f.order_id = $2 AND f.id = $3`,
        [order.buyerId, order.id, id],
      );
      return row ? toFulfilment(row) : null;
    },

    async ofOrders(keys) {
      const { label, from, buyer, values } = ofOrders(keys, "fulfilments", "f");
      const rows = await database.query<Row>(
        `orders.fulfilmentsOf${label}`,
        `SELECT ${columnsOf(buyer)} ${from} ORDER BY f.created_at, f.id`,
        values,
      );
      const byOrder = Map.groupBy(rows.map(toFulfilment), (fulfilment) => fulfilment.order.id);
      return keys.map(({ id }) => byOrder.get(id) ?? []);
    },

    async insert(transaction, { order, id, status, carrier, trackingNumber, warehouseId, actor, createdAt, lines }) {
      await transaction.query(
        "orders.insertFulfilment",
        `WITH fulfilment AS (
           INSERT INTO fulfilments
             (buyer_id, order_id, id, status, carrier, tracking_number, created_at, warehouse_id, actor)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $9, $10)
         )
         INSERT INTO fulfilment_lines (buyer_id, order_id, fulfilment_id, line_id, quantity)
         SELECT $1, $2, $3, line."lineId", line.quantity
         FROM jsonb_to_recordset($8::jsonb) AS line ("lineId" uuid, quantity integer)`,
        [
          ...[order.buyerId, order.id, id, status, carrier, trackingNumber, createdAt, JSON.stringify(lines)],
          ...[warehouseId, JSON.stringify(actor)],
        ],
      );
    },

    async withdraw(transaction, { order, id }) {
      await transaction.query(
        "orders.withdrawFulfilment",
        `WITH parcel AS (
           DELETE FROM fulfilments
           WHERE buyer_id = $1 AND order_id = $2 AND id = $3 AND status = 'PENDING' RETURNING buyer_id, order_id, id
         )
         DELETE FROM fulfilment_lines AS line USING parcel
         WHERE line.buyer_id = parcel.buyer_id AND line.order_id = parcel.order_id AND line.fulfilment_id = parcel.id`,
        [order.buyerId, order.id, id],
      );
    },

    async advance(transaction, { order, id }, from, to) {
      const rows = await transaction.query(
        "orders.advanceFulfilment",
        `UPDATE fulfilments SET status = $5
         WHERE buyer_id = $1 AND order_id = $2 AND id = $3 AND status = $4 RETURNING id`,
        [order.buyerId, order.id, id, from, becomeFulfilled(from, to)],
      );
      return rows.length > 0;
    },
  };
}

function toFulfilment({ buyerId, orderId, ...row }: Row): Fulfilment {
  return { ...row, order: { buyerId, id: orderId } };
}
