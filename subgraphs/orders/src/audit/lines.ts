import type { AuditRule } from "./rule.ts";

/** The amounts of lines, and where their pieces are. */
export const lineRules: readonly AuditRule[] = [
  {
    label: "orders.auditTotals",
    rule: "An order's total is what its parts make",
    text: `SELECT number AS subject,
             format('total %s, parts %s − %s + %s + %s', total, subtotal, discount, shipping, tax) AS detail
           FROM orders
           WHERE total <> subtotal - discount + shipping + CASE WHEN tax_included THEN 0 ELSE tax END`,
  },
  {
    label: "orders.auditLines",
    rule: "An order's lines add up to its subtotal and its discount, and each to its own total",
    text: `SELECT number AS subject, format('subtotal %s, lines %s; discount %s, lines %s; %s lines of another total',
             o.subtotal, l.subtotal, o.discount, l.discount, l.wrong) AS detail
           FROM orders o CROSS JOIN LATERAL (
             SELECT sum(unit_price * quantity) AS subtotal, sum(discount) AS discount,
               count(*) FILTER (WHERE total <> unit_price * quantity - discount) AS wrong
             FROM order_lines WHERE buyer_id = o.buyer_id AND order_id = o.id AND removed_in IS NULL
           ) AS l
           WHERE o.subtotal IS DISTINCT FROM l.subtotal OR o.discount IS DISTINCT FROM l.discount OR l.wrong > 0`,
  },
  {
    label: "orders.auditExplanations",
    rule: "The discounts and the taxes of a line add up, where they are told",
    text: `SELECT o.number AS subject, format('%s: discount %s of %s, tax %s of %s', l.sku, parts.discount, l.discount,
             parts.tax, l.tax) AS detail
           FROM order_lines l
           JOIN orders o ON o.buyer_id = l.buyer_id AND o.id = l.order_id CROSS JOIN LATERAL (
             SELECT (SELECT sum((d ->> 'amount')::bigint) FROM jsonb_array_elements(l.discounts) d) AS discount,
               (SELECT sum((t ->> 'amount')::bigint) FROM jsonb_array_elements(l.taxes) t) AS tax
           ) AS parts
           WHERE l.removed_in IS NULL
             AND (l.discount <> coalesce(parts.discount, l.discount) OR l.tax <> coalesce(parts.tax, l.tax))`,
  },
  {
    label: "orders.auditPieces",
    rule: "Of a line no more is sent, withdrawn or paid back than was bought, and no more came back than was shipped",
    text: `SELECT o.number AS subject, format('%s: %s bought, %s sent, %s shipped, %s withdrawn, %s paid back, %s came back',
             l.sku, l.quantity, sent, shipped, withdrawn, paid_back, came_back) AS detail
           FROM order_lines l
           JOIN orders o ON o.buyer_id = l.buyer_id AND o.id = l.order_id CROSS JOIN LATERAL (
             SELECT coalesce(sum(p.quantity), 0) AS sent,
               coalesce(sum(p.quantity) FILTER (WHERE f.status <> 'PENDING'), 0) AS shipped
             FROM fulfilment_lines p
             JOIN fulfilments f ON f.buyer_id = p.buyer_id AND f.order_id = p.order_id AND f.id = p.fulfilment_id
             WHERE p.buyer_id = l.buyer_id AND p.order_id = l.order_id AND p.line_id = l.id
           ) AS parcels CROSS JOIN LATERAL (
             SELECT coalesce(sum(p.quantity), 0) AS paid_back, coalesce(sum(p.withdrawn), 0) AS withdrawn,
               coalesce(sum(p.returned), 0) AS returned
             FROM refund_lines p
             JOIN refunds r ON r.buyer_id = p.buyer_id AND r.order_id = p.order_id AND r.id = p.refund_id
             WHERE p.buyer_id = l.buyer_id AND p.order_id = l.order_id AND p.line_id = l.id AND r.status <> 'DECLINED'
           ) AS refunded CROSS JOIN LATERAL (
             SELECT returned + coalesce(sum(restocked + written_off), 0) AS came_back
             FROM return_lines p WHERE p.buyer_id = l.buyer_id AND p.order_id = l.order_id AND p.line_id = l.id
           ) AS returned
           WHERE l.removed_in IS NULL
             AND (sent + withdrawn > l.quantity OR paid_back > l.quantity OR came_back > shipped)`,
  },
];
