import type pg from "pg";
import type { Violation } from "./violation.ts";

/** Rules as statements that give what breaks them, as (detail). They are this run's own, and know nothing of the code. */
const rules: Readonly<Record<string, string>> = {
  "What is reserved of a SKU is what orders hold of it": `
    SELECT level.sku || ': ' || level.reserved || ' reserved, ' || coalesce(held.quantity, 0) || ' held' AS detail
    FROM inventory.stock_levels AS level LEFT JOIN (
      SELECT line.sku, line.warehouse_id, sum(line.quantity - line.fulfilled - line.released) AS quantity
      FROM inventory.reservation_lines AS line JOIN inventory.reservations AS reservation USING (order_id)
      WHERE reservation.state IN ('RESERVED', 'COMMITTED') GROUP BY 1, 2
    ) AS held USING (sku, warehouse_id)
    WHERE level.reserved <> coalesce(held.quantity, 0)`,
  "The provider's books are the payments'": `
    SELECT coalesce(payment.order_id, 'no payment') || ': provider ' || held.state || ' ' || held.captured || ' − '
      || held.refunded || ', payments ' || coalesce(payment.status, '–') || ' ' || coalesce(payment.captured, 0)
      || ' − ' || coalesce(payment.refunded, 0) AS detail
    FROM payments.test_provider_payments AS held LEFT JOIN payments.payments AS payment USING (reference)
    WHERE held.captured <> coalesce(payment.captured, 0) OR held.refunded <> coalesce(payment.refunded, 0)
      OR (held.state IN ('authorised', 'action-required') AND coalesce(payment.status, 'VOIDED') IN ('VOIDED', 'FAILED'))`,
  "No order is paid twice": `
    SELECT payment.order_id || ', ' || coalesce(payment.supplement_id, 'its own') || ': ' || count(*) || ' captures' AS detail
    FROM payments.test_provider_payments AS held JOIN payments.payments AS payment USING (reference)
    WHERE held.captured > 0 GROUP BY payment.order_id, payment.supplement_id HAVING count(*) > 1`,
  "All payments of an order together have kept what it costs without what was given back": `
    SELECT o.number || ', ' || o.status || ': kept ' || coalesce(sum(paid.captured - paid.refunded), 0)
      || ' of ' || o.total || ' − ' || o.refunded AS detail
    FROM orders.orders AS o LEFT JOIN payments.payments AS paid ON paid.order_id = rtrim(translate(
      encode(decode(replace(o.buyer_id::text || o.id::text, '-', ''), 'hex'), 'base64'), '+/' || chr(10), '-_'), '=')
    GROUP BY o.buyer_id, o.id HAVING coalesce(sum(paid.captured - paid.refunded), 0)
      <> CASE WHEN o.status IN ('REJECTED', 'CANCELLED') THEN 0 ELSE o.total - o.refunded END`,
  "Nothing is given back twice for a piece": `
    SELECT o.number || ': ' || line.sku || ', ' || sum(part.quantity) || ' of ' || line.quantity AS detail
    FROM orders.refund_lines AS part
    JOIN orders.refunds AS refund ON (refund.buyer_id, refund.order_id, refund.id) = (part.buyer_id, part.order_id, part.refund_id)
    JOIN orders.order_lines AS line ON (line.buyer_id, line.order_id, line.id) = (part.buyer_id, part.order_id, part.line_id)
    JOIN orders.orders AS o ON (o.buyer_id, o.id) = (part.buyer_id, part.order_id)
    WHERE refund.status <> 'DECLINED' AND line.removed_in IS NULL
    GROUP BY o.buyer_id, o.id, line.buyer_id, line.order_id, line.id, line.sku, line.quantity
    HAVING sum(part.quantity) > line.quantity`,
  "The ledger of money is zero, and has taken what the payments have": `
    SELECT currency || ': ' || sum(amount) AS detail FROM payments.ledger_postings GROUP BY currency HAVING sum(amount) <> 0
    UNION ALL
    SELECT 'balance at the provider ' || booked.amount || ', payments ' || kept.amount
    FROM (SELECT coalesce(sum(amount), 0) AS amount FROM payments.ledger_postings WHERE account = 'PROVIDER_BALANCE') AS booked,
      (SELECT coalesce(sum(captured - refunded), 0) AS amount FROM payments.payments) AS kept
    WHERE booked.amount <> kept.amount`,
  "Every level is the sum of its ledger": `
    SELECT level.sku || ': ' || coalesce(level.on_hand, 0) || ' and ' || level.reserved || ', by the ledger '
      || coalesce(sum(entry.on_hand), 0) || ' and ' || coalesce(sum(entry.reserved), 0) AS detail
    FROM inventory.stock_levels AS level LEFT JOIN inventory.stock_ledger AS entry USING (sku, warehouse_id)
    GROUP BY level.sku, level.warehouse_id, level.on_hand, level.reserved
    HAVING coalesce(level.on_hand, 0) <> coalesce(sum(entry.on_hand), 0) OR level.reserved <> coalesce(sum(entry.reserved), 0)`,
  "No edit and no return is left half done": `
    SELECT o.number || ': edit, ' || edit.direction AS detail FROM orders.order_edits AS edit
    JOIN orders.orders AS o ON (o.buyer_id, o.id) = (edit.buyer_id, edit.order_id) WHERE edit.direction <> 'SETTLED'
    UNION ALL
    SELECT o.number || ': return, ' || back.status FROM orders.returns AS back
    JOIN orders.orders AS o ON (o.buyer_id, o.id) = (back.buyer_id, back.order_id) WHERE back.status = 'RECEIVED'`,
  "A promotion is used as often as it says, and no more than it may": `
    SELECT coalesce(promotion.code, promotion.name) || ': counted ' || promotion.usage_count || ' of ' || coalesce(promotion.usage_limit, -1)
      || ', used by ' || uses.count || ' orders' AS detail
    FROM carts.promotions AS promotion CROSS JOIN LATERAL (
      SELECT count(*) FROM carts.redemptions AS redemption
      WHERE redemption.state = 'REDEEMED' AND promotion.id = ANY (redemption.promotion_ids)
    ) AS uses
    WHERE promotion.usage_count <> uses.count OR uses.count > promotion.usage_limit`,
  "An order's timeline has every number once": `
    SELECT o.number || ': ' || count(entry.sequence) || ' entries up to ' || o.sequence AS detail
    FROM orders.orders AS o LEFT JOIN orders.order_timeline AS entry ON (entry.buyer_id, entry.order_id) = (o.buyer_id, o.id)
    GROUP BY o.buyer_id, o.id HAVING count(entry.sequence) <> o.sequence OR max(entry.sequence) <> o.sequence`,
  "A timeline goes only legal ways": `
    SELECT o.number || ': ' || step.before || ' became ' || step.status AS detail
    FROM (
      SELECT buyer_id, order_id, status,
        lag(status) OVER (PARTITION BY buyer_id, order_id ORDER BY sequence) AS before
      FROM orders.order_timeline WHERE status IS NOT NULL
    ) AS step JOIN orders.orders AS o ON (o.buyer_id, o.id) = (step.buyer_id, step.order_id)
    WHERE step.before <> step.status AND (step.before, step.status) NOT IN (
      ('PLACED', 'CONFIRMED'), ('PLACED', 'REJECTED'), ('PLACED', 'CANCELLED'),
      ('CONFIRMED', 'PARTIALLY_SHIPPED'), ('CONFIRMED', 'SHIPPED'), ('CONFIRMED', 'CANCELLED'),
      ('PARTIALLY_SHIPPED', 'SHIPPED'), ('PARTIALLY_SHIPPED', 'DELIVERED'), ('PARTIALLY_SHIPPED', 'RETURNED'),
      ('SHIPPED', 'DELIVERED'), ('SHIPPED', 'RETURNED'), ('DELIVERED', 'RETURNED'))`,
  "One idempotency key, one order": `
    SELECT caller || ' ' || key || ': ' || count(*) AS detail FROM orders.idempotency_keys
    WHERE operation = 'placeOrder' GROUP BY caller, key HAVING count(*) > 1`,
  "A cart's checkout became one order at most": `
    SELECT cart_id || ' ' || checkout || ': ' || string_agg(number, ', ') AS detail FROM orders.orders
    WHERE status NOT IN ('REJECTED', 'CANCELLED') GROUP BY buyer_id, cart_id, checkout HAVING count(*) > 1`,
  "Search knows what can be bought": `
    SELECT level.sku || ': in stock ' || bool_or(level.on_hand > level.reserved) || ', found as ' || known.in_stock AS detail
    FROM inventory.stock_levels AS level JOIN search.stock AS known USING (sku)
    WHERE level.on_hand IS NOT NULL AND NOT EXISTS (
      SELECT FROM inventory.stock_items AS item WHERE item.sku = level.sku AND item.policy <> 'NONE')
    GROUP BY level.sku, known.in_stock HAVING bool_or(level.on_hand > level.reserved) <> known.in_stock`,
  "No event was given up": `
    SELECT consumer_group || ': ' || count(*) AS detail FROM events.dead_letters GROUP BY consumer_group`,
};

/** What in the stores breaks the rules that hold within one of them, or between an order and its provider. */
export async function checkBooks(database: pg.Client): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const [rule, text] of Object.entries(rules)) {
    const { rows } = await database.query<{ detail: string }>(text);
    violations.push(...rows.map(({ detail }) => ({ rule, detail })));
  }
  return violations;
}

/** What of goods that nobody put on the shelf again is not where it must be: on hand, sent, or on its way between warehouses. */
export async function checkGoods(database: pg.Client, initial: ReadonlyMap<string, number>): Promise<Violation[]> {
  const { rows } = await database.query<{ sku: string; onHand: number; gone: number }>(
    `SELECT level.sku, sum(level.on_hand)::integer AS "onHand",
       coalesce((SELECT sum(line.fulfilled - line.returned) FROM inventory.reservation_lines AS line
         WHERE line.sku = level.sku), 0)::integer
       + coalesce((SELECT sum(line.quantity - line.received) FROM inventory.stock_transfer_lines AS line
         WHERE line.sku = level.sku), 0)::integer AS gone
     FROM inventory.stock_levels AS level WHERE level.sku = ANY ($1) GROUP BY level.sku`,
    [[...initial.keys()]],
  );
  return rows
    .filter(({ sku, onHand, gone }) => onHand + gone !== initial.get(sku))
    .map(({ sku, onHand, gone }) => ({
      rule: "What is on hand and what was sent is what there was",
      detail: `${sku}: ${onHand} and ${gone} of ${initial.get(sku)}`,
    }));
}

/** Orders that stand although nobody was told of them, or could have been. */
export async function checkStrangers(database: pg.Client, known: ReadonlySet<string>): Promise<Violation[]> {
  const { rows } = await database.query<{ number: string; status: string }>(
    "SELECT number, status FROM orders.orders WHERE status NOT IN ('REJECTED', 'CANCELLED')",
  );
  return rows
    .filter(({ number }) => !known.has(number))
    .map(({ number, status }) => ({ rule: "No order stands that nobody was told of", detail: `${number}, ${status}` }));
}
