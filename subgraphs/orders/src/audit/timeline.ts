import { returnStates } from "../domain/orderReturn.ts";
import { orderStates } from "../domain/orderStates.ts";
import { paymentStates } from "../domain/paymentStatus.ts";
import type { StateTable } from "../domain/stateTable.ts";
import type { AuditRule } from "./rule.ts";

/** Every way of a table, as the text "FROM TO". */
function waysOf(states: StateTable<string>): string[] {
  return Object.entries(states).flatMap(([from, { next }]) => next.map((to) => `${from} ${to}`));
}

/** Steps from one state to the next in the timelines, of which none must be missing in the ways of `$1`. */
const steps = (state: string, condition: string, of = "") => `
  SELECT number AS subject, format('%s after %s', state, earlier) AS detail
  FROM (
    SELECT o.number, ${state} AS state, lag(${state}) OVER (
      PARTITION BY t.buyer_id, t.order_id${of} ORDER BY t.position) AS earlier
    FROM order_timeline t JOIN orders o ON o.buyer_id = t.buyer_id AND o.id = t.order_id
    WHERE ${condition}
  ) AS step
  WHERE earlier IS NOT NULL AND earlier || ' ' || state <> ALL ($1::text[])`;

/** The timeline is the truth, and all that is kept beside it follows from it. */
export const timelineRules: readonly AuditRule[] = [
  {
    label: "orders.auditPositions",
    rule: "A timeline has every position from 1 to the number of its entries",
    text: `SELECT number AS subject, format('%s entries up to %s, counted %s', present, highest, entries) AS detail
           FROM orders o CROSS JOIN LATERAL (
             SELECT count(*) AS present, coalesce(max(position), 0) AS highest, coalesce(min(position), 0) AS lowest
             FROM order_timeline WHERE buyer_id = o.buyer_id AND order_id = o.id
           ) AS t
           WHERE present <> entries OR highest <> entries OR lowest <> 1`,
  },
  {
    label: "orders.auditSequences",
    rule: "Changes of a status are numbered from 1 without gaps, in the order of the timeline",
    text: `SELECT number AS subject, format('%s changes up to %s, counted %s', present, highest, sequence) AS detail
           FROM orders o CROSS JOIN LATERAL (
             SELECT count(*) AS present, coalesce(max(t.sequence), 0) AS highest,
               coalesce(bool_and(t.sequence = t.place), false) AS rises
             FROM (
               SELECT sequence, row_number() OVER (ORDER BY position) AS place
               FROM order_timeline WHERE buyer_id = o.buyer_id AND order_id = o.id AND kind = 'STATUS'
             ) AS t
           ) AS t
           WHERE present <> sequence OR highest <> sequence OR NOT rises`,
  },
  {
    label: "orders.auditStatus",
    rule: "An order's status is the last that its timeline tells, and the first is PLACED",
    text: `SELECT number AS subject, format('is %s, told %s, first %s', o.status, t.last, t.first) AS detail
           FROM orders o CROSS JOIN LATERAL (
             SELECT (array_agg(status ORDER BY sequence DESC))[1] AS last, (array_agg(status ORDER BY sequence))[1] AS first
             FROM order_timeline WHERE buyer_id = o.buyer_id AND order_id = o.id AND kind = 'STATUS'
           ) AS t
           WHERE o.status IS DISTINCT FROM t.last OR t.first IS DISTINCT FROM 'PLACED'`,
  },
  {
    label: "orders.auditStatusWays",
    rule: "A status changes only as the table of states allows",
    text: steps("t.status", "t.kind = 'STATUS'"),
    values: [waysOf(orderStates)],
  },
  {
    label: "orders.auditPaymentStatus",
    rule: "Where an order's money stands is the last that its timeline tells of it",
    text: `SELECT number AS subject, format('is %s, told %s', payment_status, coalesce(t.last, 'PENDING')) AS detail
           FROM orders o CROSS JOIN LATERAL (
             SELECT (array_agg(data ->> 'state' ORDER BY position DESC))[1] AS last
             FROM order_timeline WHERE buyer_id = o.buyer_id AND order_id = o.id AND kind = 'PAYMENT'
           ) AS t
           WHERE payment_status <> coalesce(t.last, 'PENDING')`,
  },
  {
    label: "orders.auditPaymentWays",
    rule: "Where an order's money stands changes only as the table of payment states allows",
    text: steps("t.data ->> 'state'", "t.kind = 'PAYMENT'"),
    values: [waysOf(paymentStates)],
  },
  {
    label: "orders.auditReturnStatus",
    rule: "A return's status is the last that its order's timeline tells",
    text: `SELECT number AS subject, format('the return %s is %s, told %s', r.id, r.status, t.last) AS detail
           FROM returns r JOIN orders o ON o.buyer_id = r.buyer_id AND o.id = r.order_id CROSS JOIN LATERAL (
             SELECT (array_agg(data ->> 'state' ORDER BY position DESC))[1] AS last
             FROM order_timeline
             WHERE buyer_id = r.buyer_id AND order_id = r.order_id AND kind = 'RETURN' AND data ->> 'reference' = r.id::text
           ) AS t
           WHERE r.status IS DISTINCT FROM t.last`,
  },
  {
    label: "orders.auditReturnWays",
    rule: "A return's status changes only as the table of its states allows",
    text: steps("t.data ->> 'state'", "t.kind = 'RETURN'", ", t.data ->> 'reference'"),
    values: [waysOf(returnStates)],
  },
];
