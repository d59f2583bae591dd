import type { AuditRule } from "./rule.ts";

/** What was given back, and what that was for. What an edit gave back is not part of what the order costs since. */
export const moneyRules: readonly AuditRule[] = [
  {
    label: "orders.auditRefunded",
    rule: "What an order says was given back is what its completed refunds gave back, unless it was undone as a whole",
    text: `SELECT number AS subject, format('says %s, refunds %s', refunded, r.completed) AS detail
           FROM orders o CROSS JOIN LATERAL (
             SELECT coalesce(sum(amount), 0) AS completed FROM refunds
             WHERE buyer_id = o.buyer_id AND order_id = o.id AND status = 'COMPLETED' AND edit_id IS NULL
           ) AS r
           WHERE direction <> 'UNDOING' AND status NOT IN ('REJECTED', 'CANCELLED') AND refunded <> r.completed`,
  },
  {
    label: "orders.auditRefundable",
    rule: "Refunds, those under way included, are never more than the order's total",
    text: `SELECT number AS subject, format('total %s, refunds %s', total, r.given) AS detail
           FROM orders o CROSS JOIN LATERAL (
             SELECT coalesce(sum(amount), 0) AS given FROM refunds
             WHERE buyer_id = o.buyer_id AND order_id = o.id AND status <> 'DECLINED' AND edit_id IS NULL
           ) AS r
           WHERE r.given > total OR refunded > total`,
  },
  {
    label: "orders.auditReturnRefunds",
    rule: "A return is paid back by one refund, which has come as far as the return says",
    text: `SELECT o.number AS subject, format('the return %s is %s, its refund %s', r.id, r.status, f.status) AS detail
           FROM returns r
           JOIN orders o ON o.buyer_id = r.buyer_id AND o.id = r.order_id
           LEFT JOIN refunds f ON f.buyer_id = r.buyer_id AND f.order_id = r.order_id AND f.id = r.refund_id
           WHERE (r.status = 'REFUNDED' AND f.status IS DISTINCT FROM 'COMPLETED')
              OR (r.status = 'REFUND_DECLINED' AND f.status IS DISTINCT FROM 'DECLINED')
              OR (r.status = 'RECEIVED' AND f.status IS NULL)`,
  },
  {
    label: "orders.auditCheckouts",
    rule: "A checkout of a cart has one live order",
    text: `SELECT 'cart ' || cart_id AS subject, format('%s orders of checkout %s', count(*), checkout) AS detail
           FROM orders WHERE holds_cart GROUP BY buyer_id, cart_id, checkout HAVING count(*) > 1`,
  },
  {
    label: "orders.auditDecided",
    rule: "An order that is settled is more than PLACED, and one that was undone is over",
    text: `SELECT number AS subject, format('%s, %s', direction, status) AS detail
           FROM orders
           WHERE (direction = 'SETTLED' AND status = 'PLACED') OR (direction = 'PLACING' AND status <> 'PLACED')`,
  },
];
