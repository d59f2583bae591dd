import { jobSubject } from "../jobs/sagaWork.ts";
import type { AuditRule } from "./rule.ts";

/**
 * Longer than anything takes that has neither a job nor waits for staff: a request has 10 s, a job's attempt 60 s, and one
 * that throws is tried for a quarter of an hour before the queue gives it up. Whoever waits – for the shopper, for a
 * neighbour – has a job that waits with them, so that those times do not count.
 */
const patience = "interval '1 hour'";

/** The subject of each saga that is neither settled nor turned back, since when, and under what it would be parked. */
const underWay = `
  SELECT buyer_id, id AS order_id, 'placement' AS saga, id, 'placement' AS parked_key, direction AS state, (
      SELECT max(at) FROM order_timeline t WHERE t.buyer_id = o.buyer_id AND t.order_id = o.id
    ) AS since
  FROM orders o WHERE direction IN ('PLACING', 'UNDOING')
  UNION ALL
  SELECT buyer_id, order_id, 'edit', id, 'edit:' || id, direction, created_at FROM order_edits WHERE direction <> 'SETTLED'
  UNION ALL
  SELECT buyer_id, order_id, 'fulfilment', id, 'fulfilment:' || id, status, created_at
  FROM fulfilments WHERE status = 'PENDING'
  UNION ALL
  SELECT buyer_id, order_id, 'return', id, 'return:' || id, status, requested_at FROM returns WHERE status = 'RECEIVED'
  UNION ALL
  SELECT buyer_id, order_id, 'refund', id, 'refund:' || id, status, created_at FROM refunds r
  -- A return goes on with its own.
  WHERE status = 'PENDING' AND NOT EXISTS (
    SELECT FROM returns t
    WHERE t.buyer_id = r.buyer_id AND t.order_id = r.order_id AND t.refund_id = r.id AND t.status = 'RECEIVED'
  )`;

/** What is under way is not judged by the other rules, so it must not stay so unnoticed. */
export const underWayRules: readonly AuditRule[] = [
  {
    label: "orders.auditUnderWay",
    rule: "What has been under way for an hour has a job that goes on with it, or waits for staff",
    text: `WITH live AS (
             SELECT name, ${jobSubject} AS id FROM orders_jobs.job WHERE state IN ('created', 'retry', 'active')
           )
           SELECT o.number AS subject, format('%s %s is %s, since %s', u.saga, u.id, u.state, u.since) AS detail
           FROM (${underWay}) AS u JOIN orders o ON o.buyer_id = u.buyer_id AND o.id = u.order_id
           WHERE u.since < now() - ${patience} AND NOT o.parked ? u.parked_key
             AND NOT EXISTS (SELECT FROM live WHERE live.name = u.saga AND live.id = u.id::text)`,
  },
  {
    label: "orders.auditEdited",
    rule: "An order is being edited if, and only if, one of its edits is under way",
    text: `SELECT number AS subject, format('%s, edits under way: %s', direction, open) AS detail
           FROM orders o CROSS JOIN LATERAL (
             SELECT count(*) AS open FROM order_edits
             WHERE buyer_id = o.buyer_id AND order_id = o.id AND direction <> 'SETTLED'
           ) AS edits
           WHERE (direction = 'EDITING') <> (open > 0)`,
  },
];
