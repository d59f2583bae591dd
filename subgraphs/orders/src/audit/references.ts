import type { AuditRule } from "./rule.ts";

/** An opaque id as the hexadecimal digits of the ids that it holds, 32 of each. */
const ids = `encode(decode(rpad(translate(k.result_id, '-_', '+/'), (length(k.result_id) + 3) / 4 * 4, '='), 'base64'), 'hex')`;
const part = (place: number) => `substr(${ids}, ${32 * place + 1}, 32)::uuid`;

const missing = (operations: string, table: string, key: string) => `
  SELECT k.operation || ' ' || k.result_id AS subject, 'stands for nothing' AS detail
  FROM idempotency_keys k
  WHERE k.operation IN (${operations}) AND NOT EXISTS (SELECT FROM ${table} t WHERE ${key})`;
const ofOrder = (table: string) =>
  `t.buyer_id = ${part(0)} AND t.${table === "orders" ? "id" : "order_id"} = ${part(1)}`;

/** What stands for something else: keys, numbers. */
export const referenceRules: readonly AuditRule[] = [
  {
    label: "orders.auditKeysOfOrders",
    // A parcel whose goods are not there is taken back: its key leads to the order.
    rule: "An idempotency key of an order stands for an order",
    text: missing("'placeOrder', 'addOrderNote', 'fulfilOrder', 'resolveParkedSaga'", "orders", ofOrder("orders")),
  },
  {
    label: "orders.auditKeysOfParcels",
    rule: "An idempotency key of an arrival stands for a parcel",
    text: missing("'markDelivered'", "fulfilments", `${ofOrder("fulfilments")} AND t.id = ${part(2)}`),
  },
  {
    label: "orders.auditKeysOfReturns",
    rule: "An idempotency key of a return stands for a return",
    text: missing("'requestReturn', 'receiveReturn'", "returns", `${ofOrder("returns")} AND t.id = ${part(2)}`),
  },
  {
    label: "orders.auditKeysOfRefunds",
    rule: "An idempotency key of a refund stands for a refund",
    text: missing("'refundOrder'", "refunds", "t.id::text = k.result_id"),
  },
  {
    label: "orders.auditKeysOfEdits",
    rule: "An idempotency key of an edit stands for an edit",
    text: missing("'editOrder', 'cancelOrderEdit'", "order_edits", "t.id::text = k.result_id"),
  },
  {
    label: "orders.auditKeysOfCancellations",
    // The last pieces are the whole order, and no refund is made of them.
    rule: "An idempotency key of a cancellation stands for an order, or for the refund of pieces or the end of all of them",
    text: missing(
      "'cancelOrder'",
      "orders",
      `${ofOrder("orders")} AND CASE WHEN length(k.result_id) = 43 OR t.status = 'CANCELLED' OR t.direction = 'UNDOING' THEN true
         ELSE EXISTS (SELECT FROM refunds r WHERE r.buyer_id = t.buyer_id AND r.order_id = t.id AND r.id = ${part(2)}) END`,
    ),
  },
  {
    label: "orders.auditNumbers",
    rule: "An order is found by its number, and a number leads to its order",
    text: `SELECT coalesce(o.number, n.number) AS subject, 'number and order do not lead to each other' AS detail
           FROM orders o FULL JOIN order_numbers n ON n.number = o.number AND n.buyer_id = o.buyer_id AND n.order_id = o.id
           WHERE o.number IS NULL OR n.number IS NULL`,
  },
  {
    label: "orders.auditClaims",
    rule: "An order that was claimed is its claimant's, and its timeline tells of it",
    text: `SELECT number AS subject, format('claimed by %s', claimed_by) AS detail
           FROM orders o
           WHERE claimed_by IS NOT NULL AND NOT EXISTS (
             SELECT FROM order_timeline
             WHERE buyer_id = o.buyer_id AND order_id = o.id AND kind = 'CLAIM' AND data ->> 'state' = o.claimed_by
               AND actor ->> 'userId' = o.customer_id::text
           )`,
  },
];
