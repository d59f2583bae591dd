import type { Database, Queryable } from "@angidi/datastores";
import type { Charge } from "../domain/charges.ts";
import type { Order, PaymentAction } from "../domain/order.ts";
import type { EditRefusal, OrderEdit } from "../domain/orderEdit.ts";
import type { OrderKey } from "../domain/orderId.ts";
import { entry, theSystem } from "../domain/timeline.ts";
import { ofOrders } from "./ofOrders.ts";
import { entriesCount, entriesInsert, entriesValue } from "./timeline.ts";

/** The edits of orders: each what an order is to become, and how far that came. Who begins or ends one has the order locked. */
export interface Edits {
  find(order: OrderKey, id: string, queryable?: Queryable): Promise<OrderEdit | null>;
  /** The edit of an order that is under way, which waits for the shopper perhaps. */
  underWay(order: OrderKey): Promise<OrderEdit | null>;
  /** The edits of each order, oldest first, by one statement. */
  ofOrders(keys: readonly OrderKey[]): Promise<OrderEdit[][]>;
  /** Writes a new edit; from here on the locked order is EDITING and nothing else may begin. */
  begin(transaction: Queryable, edit: OrderEdit): Promise<void>;
  /** Turns the saga round. Null when it is turned round, applied or over already. */
  turnRound(edit: OrderEdit, reason: EditRefusal, transaction?: Queryable): Promise<OrderEdit | null>;
  /** Notes that the shopper has to act. Null when the edit does not go forward any more. */
  awaitAction(edit: OrderEdit, action: PaymentAction): Promise<OrderEdit | null>;
  /** Notes that the locked order has the edit's terms. Null when the edit does not go forward any more. */
  setApplied(transaction: Queryable, edit: OrderEdit): Promise<OrderEdit | null>;
  /** Ends the edit, and with it that its locked order is EDITING. Null when it is over already. */
  settle(transaction: Queryable, edit: OrderEdit): Promise<OrderEdit | null>;
  /** The payments of a locked order, its own first, then by age those of the differences that were paid. */
  charges(transaction: Queryable, order: Order): Promise<Charge[]>;
  /** The supplements that were captured for an order. */
  supplementsOf(order: Order): Promise<string[]>;
}

const columns = `e.buyer_id AS "buyerId", e.order_id AS "orderId", e.id, e.direction, e.outcome,
  e.undo_reason AS "undoReason", e.terms, e.stock_before AS "stockBefore", e.stock_after AS "stockAfter",
  e.redemptions_before AS "redemptionsBefore", e.due, e.back,
  e.payment_provider AS "paymentProvider", e.payment_method AS "paymentMethod", e.payment_action AS "paymentAction",
  e.actor, e.created_at AS "createdAt"`;

type Row = Omit<OrderEdit, "order"> & { readonly buyerId: string; readonly orderId: string };

const beginStatement = `
WITH changed AS (
  UPDATE orders SET direction = 'EDITING', ${entriesCount("$3")}
  WHERE buyer_id = $1 AND id = $2 RETURNING buyer_id, id, entries
), told AS (
  ${entriesInsert("changed", "$3")}
)
INSERT INTO order_edits (buyer_id, order_id, id, terms, stock_before, stock_after, due, back, payment_provider,
  payment_method, actor, created_at, redemptions_before)
VALUES ($1, $2, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;

/** Ends an edit: the outcome of one that was not applied is that it was refused. */
const settleStatement = `
WITH settled AS (
  UPDATE order_edits SET direction = 'SETTLED', outcome = coalesce(outcome, 'REFUSED')
  WHERE buyer_id = $1 AND order_id = $2 AND id = $4 AND direction <> 'SETTLED'
  RETURNING buyer_id, order_id, outcome
), changed AS (
  UPDATE orders o SET direction = 'SETTLED', ${entriesCount("$3")}
  FROM settled s WHERE o.buyer_id = $1 AND o.id = $2 AND o.buyer_id = s.buyer_id AND o.id = s.order_id
  RETURNING o.buyer_id, o.id, o.entries
), told AS (
  ${entriesInsert("changed", "$3")}
)
SELECT outcome FROM settled`;

/**
 * What was captured and what is spoken for, by payment. The order's own payment took what the order cost when it was
 * placed: its first revision, if there is more than one.
 */
const chargesStatement = `
WITH parts AS (
  SELECT part."supplementId" AS supplement_id, sum(part.amount)::bigint AS refunded
  FROM refunds r CROSS JOIN LATERAL jsonb_to_recordset(
    coalesce(r.parts, jsonb_build_array(jsonb_build_object('supplementId', NULL, 'amount', r.amount)))
  ) AS part ("supplementId" uuid, amount bigint)
  WHERE r.buyer_id = $1 AND r.order_id = $2 AND r.status <> 'DECLINED'
  GROUP BY part."supplementId"
), charges AS (
  SELECT NULL::uuid AS supplement_id, coalesce((SELECT (terms ->> 'total')::bigint FROM order_revisions
    WHERE buyer_id = $1 AND order_id = $2 AND revision = 1), $3) AS captured, NULL::timestamptz AS at
  UNION ALL
  SELECT id, due, created_at FROM order_edits
  WHERE buyer_id = $1 AND order_id = $2 AND outcome = 'APPLIED' AND due > 0
)
SELECT c.supplement_id AS "supplementId", c.captured, coalesce(p.refunded, 0)::bigint AS refunded
FROM charges c LEFT JOIN parts p ON p.supplement_id IS NOT DISTINCT FROM c.supplement_id
ORDER BY c.at NULLS FIRST, c.supplement_id`;

export function editsIn(database: Database): Edits {
  async function one(store: Queryable, label: string, condition: string, values: unknown[]): Promise<OrderEdit | null> {
    const [row] = await store.query<Row>(
      label,
      `SELECT ${columns} FROM order_edits e WHERE e.buyer_id = $1 AND e.order_id = $2 AND ${condition}`,
      values,
    );
    return row ? toEdit(row) : null;
  }

  return {
    find: ({ buyerId, id: orderId }, id, queryable = database) =>
      one(queryable, "orders.findEdit", "e.id = $3", [buyerId, orderId, id]),
    underWay: ({ buyerId, id }) => one(database, "orders.editUnderWay", "e.direction <> 'SETTLED'", [buyerId, id]),

    async ofOrders(keys) {
      const { label, from, values } = ofOrders(keys, "order_edits", "e");
      const rows = await database.query<Row>(
        `orders.editsOf${label}`,
        `SELECT ${columns} ${from} ORDER BY e.created_at, e.id`,
        values,
      );
      const byOrder = Map.groupBy(rows, ({ orderId }) => orderId);
      return keys.map(({ id }) => (byOrder.get(id) ?? []).map(toEdit));
    },

    async begin(transaction, edit) {
      const { order, id, terms, stockBefore, stockAfter, due, back, paymentProvider, paymentMethod, actor } = edit;
      const begun = entry("EDIT", actor, { reference: id, state: "REQUESTED", amount: terms.total });
      await transaction.query("orders.beginEdit", beginStatement, [
        order.buyerId,
        order.id,
        entriesValue([begun]),
        id,
        JSON.stringify(terms),
        JSON.stringify(stockBefore),
        JSON.stringify(stockAfter),
        due,
        back,
        paymentProvider,
        paymentMethod,
        JSON.stringify(actor),
        edit.createdAt,
        JSON.stringify(edit.redemptionsBefore),
      ]);
    },

    async turnRound(edit, reason, transaction = database) {
      const rows = await transaction.query(
        "orders.turnEditRound",
        `UPDATE order_edits SET direction = 'UNDOING', undo_reason = $4
         WHERE buyer_id = $1 AND order_id = $2 AND id = $3 AND direction = 'FORWARD' AND outcome IS NULL RETURNING id`,
        [edit.order.buyerId, edit.order.id, edit.id, JSON.stringify(reason)],
      );
      return rows.length > 0 ? { ...edit, direction: "UNDOING", undoReason: reason } : null;
    },

    async awaitAction(edit, action) {
      const rows = await database.query(
        "orders.awaitEditAction",
        `UPDATE order_edits SET payment_action = $4
         WHERE buyer_id = $1 AND order_id = $2 AND id = $3 AND direction = 'FORWARD' RETURNING id`,
        [edit.order.buyerId, edit.order.id, edit.id, JSON.stringify(action)],
      );
      return rows.length > 0 ? { ...edit, paymentAction: action } : null;
    },

    async setApplied(transaction, edit) {
      const rows = await transaction.query(
        "orders.setEditApplied",
        `UPDATE order_edits SET outcome = 'APPLIED'
         WHERE buyer_id = $1 AND order_id = $2 AND id = $3 AND direction = 'FORWARD' AND outcome IS NULL RETURNING id`,
        [edit.order.buyerId, edit.order.id, edit.id],
      );
      return rows.length > 0 ? { ...edit, outcome: "APPLIED" } : null;
    },

    async settle(transaction, edit) {
      const refused = { reference: edit.id, state: "REFUSED", text: edit.undoReason?.kind };
      const [row] = await transaction.query<Pick<OrderEdit, "outcome">>("orders.settleEdit", settleStatement, [
        edit.order.buyerId,
        edit.order.id,
        // What was applied was told of when it was.
        entriesValue(edit.outcome === "APPLIED" ? [] : [entry("EDIT", theSystem, refused)]),
        edit.id,
      ]);
      return row ? { ...edit, direction: "SETTLED", outcome: row.outcome } : null;
    },

    charges: (transaction, { buyerId, id, total }) =>
      transaction.query<Charge>("orders.charges", chargesStatement, [buyerId, id, total]),

    async supplementsOf({ buyerId, id, revision }) {
      if (revision === 1) return [];
      const rows = await database.query<{ id: string }>(
        "orders.supplements",
        `SELECT id FROM order_edits
         WHERE buyer_id = $1 AND order_id = $2 AND outcome = 'APPLIED' AND due > 0 ORDER BY created_at DESC, id DESC`,
        [buyerId, id],
      );
      return rows.map((row) => row.id);
    },
  };
}

function toEdit({ buyerId, orderId, ...row }: Row): OrderEdit {
  return { ...row, order: { buyerId, id: orderId } };
}
