import type { Database } from "@angidi/datastores";
import type { OrderKey } from "../domain/orderId.ts";

/** When orders happened. */
export interface OrderTimes {
  /** Whether the order is settled and its status has changed as often as there are times; else nothing is changed. */
  set(key: OrderKey, times: readonly Date[]): Promise<boolean>;
}

/**
 * What the timeline tells besides changes of the status happened with the next of them, or after the last. An order's
 * third change is its first parcel's, and its money goes back with the last.
 */
const setStatement = `
WITH dated AS (
  UPDATE orders SET placed_at = ($3::timestamptz[])[1]
  WHERE buyer_id = $1 AND id = $2 AND direction = 'SETTLED' AND sequence = cardinality($3::timestamptz[])
  RETURNING buyer_id, id, sequence
), entries AS (
  UPDATE order_timeline AS entry SET at = ($3::timestamptz[])[coalesce((
      SELECT min(next.sequence) FROM order_timeline next
      WHERE next.buyer_id = entry.buyer_id AND next.order_id = entry.order_id AND next.position >= entry.position
    ), dated.sequence)]
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
    set: ({ buyerId, id }, times) =>
      database.transaction(async (transaction) => {
        // The timeline is append-only but for this: its trigger asks for the setting, which ends with the transaction.
        await transaction.query(
          "orders.datesADemoOrder",
          "SELECT set_config('orders.dates_a_demo_order', 'on', true)",
          [],
        );
        const dated = await transaction.query("orders.setTimes", setStatement, [buyerId, id, times]);
        return dated.length > 0;
      }),
  };
}
