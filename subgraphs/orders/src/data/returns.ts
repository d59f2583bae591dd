import type { Database, Queryable } from "@angidi/datastores";
import type { OrderKey, ReturnKey } from "../domain/orderId.ts";
import { becomeReturned, type OrderReturn, type ReturnLine, type ReturnStatus } from "../domain/orderReturn.ts";
import type { Returnable } from "../domain/returnPlan.ts";
import { ofOrders } from "./ofOrders.ts";

/** What a change of a return's status changes besides. */
export interface ReturnChange {
  readonly status: ReturnStatus;
  readonly note?: string | null;
  readonly restockingFee?: number;
  readonly refundId?: string;
  /** With what came back of them. */
  readonly lines?: readonly ReturnLine[];
}

/** What of an order can be sent back: its pieces that have arrived, and when the last of them did. */
export interface ReturnableOrder {
  readonly deliveredAt: Date | null;
  readonly lines: readonly Returnable[];
}

/** The place of a return in a list that is newest first. */
export interface ReturnPlace {
  readonly requestedAt: string;
  readonly id: string;
}

/** The returns of orders. Who writes has the order's row locked. */
export interface Returns {
  find(key: ReturnKey, queryable?: Queryable): Promise<OrderReturn | null>;
  /** The returns of each order, oldest first, by one statement. */
  ofOrders(keys: readonly OrderKey[]): Promise<OrderReturn[][]>;
  /** The newest of all returns, of one of the statuses if there are any, at most `limit`, after a place in the list. */
  all(statuses: readonly ReturnStatus[] | null, limit: number, after: ReturnPlace | null): Promise<OrderReturn[]>;
  /** What of the locked order can be sent back. */
  returnable(transaction: Queryable, order: OrderKey): Promise<ReturnableOrder>;
  insert(transaction: Queryable, wanted: OrderReturn): Promise<void>;
  /** The return with its next status; null when it has not the one that it is given with any more. */
  advance(transaction: Queryable, known: OrderReturn, change: ReturnChange): Promise<OrderReturn | null>;
}

type Row = Omit<OrderReturn, "order"> & { readonly buyerId: string; readonly orderId: string };

/** The columns of a return, read as `r`, of the buyer that a parameter or a column names. */
const columnsOf = (
  buyer: string,
) => `r.buyer_id AS "buyerId", r.order_id AS "orderId", r.id, r.status, r.reason, r.comment, r.note,
  r.restocking_fee AS "restockingFee", r.refund_id AS "refundId", r.requested_at AS "requestedAt", (
    SELECT json_agg(json_build_object('lineId', line_id, 'quantity', quantity, 'restocked', restocked,
      'writtenOff', written_off) ORDER BY line_id)
    FROM return_lines WHERE buyer_id = ${buyer} AND order_id = r.order_id AND return_id = r.id
  ) AS lines`;

const returnableStatement = `
WITH delivered AS (
  SELECT l.line_id, sum(l.quantity) AS pieces
  FROM fulfilment_lines l
  JOIN fulfilments f ON f.buyer_id = l.buyer_id AND f.order_id = l.order_id AND f.id = l.fulfilment_id
  WHERE l.buyer_id = $1 AND l.order_id = $2 AND f.status = 'DELIVERED'
  GROUP BY l.line_id
), announced AS (
  SELECT l.line_id, sum(l.quantity) AS pieces
  FROM return_lines l
  JOIN returns r ON r.buyer_id = l.buyer_id AND r.order_id = l.order_id AND r.id = l.return_id
  WHERE l.buyer_id = $1 AND l.order_id = $2 AND r.status IN ('REQUESTED', 'APPROVED')
  GROUP BY l.line_id
)
SELECT
  (SELECT max(at) FROM order_timeline
   WHERE buyer_id = $1 AND order_id = $2 AND (status = 'DELIVERED' OR kind = 'PARCEL' AND data ->> 'state' = 'DELIVERED')
  ) AS "deliveredAt",
  (SELECT coalesce(json_agg(json_build_object('lineId', l.id, 'delivered', coalesce(delivered.pieces, 0),
     'announced', coalesce(announced.pieces, 0))), '[]')
   FROM order_lines l
   LEFT JOIN delivered ON delivered.line_id = l.id LEFT JOIN announced ON announced.line_id = l.id
   WHERE l.buyer_id = $1 AND l.order_id = $2) AS lines`;

/** The lines only where what came back is told. */
const advanceStatement = `
WITH changed AS (
  UPDATE returns SET status = $5, note = coalesce($6, note), restocking_fee = coalesce($7, restocking_fee),
    refund_id = coalesce($8, refund_id)
  WHERE buyer_id = $1 AND order_id = $2 AND id = $3 AND status = $4
  RETURNING buyer_id, order_id, id
), came_back AS (
  UPDATE return_lines l SET restocked = t.restocked, written_off = t."writtenOff"
  FROM changed, jsonb_to_recordset($9::jsonb) AS t ("lineId" uuid, restocked integer, "writtenOff" integer)
  WHERE l.buyer_id = $1 AND l.order_id = changed.order_id AND l.return_id = changed.id
    AND l.line_id = t."lineId"
)
SELECT id FROM changed`;

/** Before the newest return there can be. */
const top: ReturnPlace = { requestedAt: "infinity", id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };

export function returnsIn(database: Database): Returns {
  return {
    async find({ order, id }, queryable = database) {
      const [row] = await queryable.query<Row>(
        "orders.findReturn",
        `SELECT ${columnsOf("$1")} FROM returns r WHERE r.buyer_id = $1 AND r.order_id = $2 AND r.id = $3`,
        [order.buyerId, order.id, id],
      );
      return row ? toReturn(row) : null;
    },

    async ofOrders(keys) {
      const { label, from, buyer, values } = ofOrders(keys, "returns", "r");
      const rows = await database.query<Row>(
        `orders.returnsOf${label}`,
        `SELECT ${columnsOf(buyer)} ${from} ORDER BY r.requested_at, r.id`,
        values,
      );
      const byOrder = Map.groupBy(rows.map(toReturn), ({ order }) => order.id);
      return keys.map(({ id }) => byOrder.get(id) ?? []);
    },

    async all(statuses, limit, after) {
      const { requestedAt, id } = after ?? top;
      const place = "(r.requested_at, r.id) < ($1::timestamptz, $2::uuid)";
      const newest = "ORDER BY r.requested_at DESC, r.id DESC LIMIT $3";
      const rows = statuses
        ? await database.query<Row>(
            "orders.returns.statuses",
            `SELECT r.* FROM unnest($4::text[]) AS wanted (status) CROSS JOIN LATERAL (
               SELECT ${columnsOf("r.buyer_id")} FROM returns r WHERE r.status = wanted.status AND ${place} ${newest}
             ) AS r ORDER BY r."requestedAt" DESC, r.id DESC LIMIT $3`,
            [requestedAt, id, limit, [...new Set(statuses)]],
          )
        : await database.query<Row>(
            "orders.returns",
            `SELECT ${columnsOf("r.buyer_id")} FROM returns r WHERE ${place} ${newest}`,
            [requestedAt, id, limit],
          );
      return rows.map(toReturn);
    },

    async returnable(transaction, { buyerId, id }) {
      const [row] = await transaction.query<ReturnableOrder>("orders.returnable", returnableStatement, [buyerId, id]);
      if (!row) throw new Error("What can be sent back of an order gave no row");
      return row;
    },

    async insert(transaction, { order, id, status, reason, comment, requestedAt, lines }) {
      await transaction.query(
        "orders.insertReturn",
        `WITH wanted AS (
           INSERT INTO returns (buyer_id, order_id, id, status, reason, comment, requested_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
         )
         INSERT INTO return_lines (buyer_id, order_id, return_id, line_id, quantity)
         SELECT $1, $2, $3, line."lineId", line.quantity
         FROM jsonb_to_recordset($8::jsonb) AS line ("lineId" uuid, quantity integer)`,
        [order.buyerId, order.id, id, status, reason, comment, requestedAt, JSON.stringify(lines)],
      );
    },

    async advance(transaction, known, { status, note = null, restockingFee = null, refundId = null, lines = [] }) {
      const { order, id } = known;
      const rows = await transaction.query("orders.advanceReturn", advanceStatement, [
        ...[order.buyerId, order.id, id, known.status, becomeReturned(known.status, status)],
        ...[note, restockingFee, refundId, JSON.stringify(lines)],
      ]);
      if (rows.length === 0) return null;
      return {
        ...known,
        status,
        note: note ?? known.note,
        restockingFee: restockingFee ?? known.restockingFee,
        refundId: refundId ?? known.refundId,
        lines: lines.length > 0 ? lines : known.lines,
      };
    },
  };
}

function toReturn({ buyerId, orderId, ...row }: Row): OrderReturn {
  return { ...row, order: { buyerId, id: orderId } };
}
