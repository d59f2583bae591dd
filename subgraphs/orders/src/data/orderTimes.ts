import type { Database } from "@angidi/datastores";
import type { OrderKey } from "../domain/orderId.ts";

/** When orders happened. */
export interface OrderTimes {
  /** Whether the order is settled and has as many entries in its timeline as there are times; else nothing is changed. */
  set(key: OrderKey, times: readonly Date[]): Promise<boolean>;
}

/** An order's third entry is its first parcel's, and its money goes back with the last. */
const setStatement = `
WITH dated AS (
  UPDATE orders SET placed_at = ($3::timestamptz[])[1]
  WHERE buyer_id = $1 AND id = $2 AND direction = 'SETTLED' AND sequence = cardinality($3::timestamptz[])
  RETURNING buyer_id, id, sequence
), entries AS (
  UPDATE order_timeline AS entry SET at = ($3::timestamptz[])[entry.sequence]
  FROM dated WHERE entry.buyer_id = dated.buyer_id AND entry.order_id = dated.id
), parcels AS (
  UPDATE fulfilments AS parcel SET created_at = coalesce(($3::timestamptz[])[3], parcel.created_at)
  FROM dated WHERE parcel.buyer_id = dated.buyer_id AND parcel.order_id = dated.id
), returned AS (
  UPDATE refunds AS refund SET created_at = ($3::timestamptz[])[dated.sequence]
  FROM dated WHERE refund.buyer_id = dated.buyer_id AND refund.order_id = dated.id
)
SELECT id FROM dated`;

export function orderTimesIn(database: Database): OrderTimes {
  return {
    async set({ buyerId, id }, times) {
      const dated = await database.query("orders.setTimes", setStatement, [buyerId, id, times]);
      return dated.length > 0;
    },
  };
}
