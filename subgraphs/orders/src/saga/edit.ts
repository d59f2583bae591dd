import type { Order } from "../domain/order.ts";
import type { EditRefusal, OrderEdit } from "../domain/orderEdit.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import { authoriseSupplement, captureSupplement, giveSupplementBack } from "./editMoney.ts";
import { abandon, apply, finish } from "./editOutcome.ts";
import { drop } from "./editPromotions.ts";
import { grow, shrink, shrinkBack } from "./editStock.ts";
import type { Saga } from "./saga.ts";
import type { Step } from "./step.ts";

/** An edit, and its order. */
export interface EditOfOrder {
  readonly order: Order;
  readonly edit: OrderEdit;
}

export type EditStep = Step<EditOfOrder, EditRefusal>;

/**
 * An edit of an order, each step beside what undoes it. `begin` is the first transaction: from then on the order is EDITING,
 * and nothing else begins with it. All that can be refused comes before `apply`, and is undone without asking for
 * anything that might be gone; what comes after can only be late.
 */
export const editSteps: readonly EditStep[] = [
  { name: "begin", run: async (subject) => ({ kind: "done", subject }), undo: abandon },
  { name: "grow", run: grow, undo: shrinkBack },
  { name: "authorise", run: authoriseSupplement, undo: giveSupplementBack },
  { name: "capture", run: captureSupplement, undo: giveSupplementBack },
  { name: "apply", run: apply, undo: null },
  { name: "shrink", run: shrink, undo: null },
  { name: "drop", run: drop, undo: null },
  { name: "finish", run: finish, undo: null },
];

export const edit: Saga<EditOfOrder, EditRefusal> = {
  name: "edit",
  steps: editSteps,
  async find({ order: key, id }, { orders, edits }) {
    // The edit first: an order that is read after it is as new at least.
    const found = await edits.find(key, id);
    const order = found && (await orders.find(key));
    return order && { order, edit: found };
  },
  keyOf: ({ edit: { order, id } }) => ({ order, id }),
  orderOf: ({ order }) => order,
  heading: ({ edit: { direction } }) => direction,
  async turnRound({ order, edit: current }, reason, { edits }) {
    const turned = await edits.turnRound(current, reason);
    return turned && { order, edit: turned };
  },
  patience: {
    endsAt: ({ edit: { outcome, createdAt } }, { actionTimeoutSeconds }) =>
      outcome === null ? new Date(createdAt.getTime() + actionTimeoutSeconds * 1_000) : null,
    reason: { kind: "TIMED_OUT" },
  },
  facts: ({ order, edit: { id, due, back, terms } }) => ({
    amounts: { due, back, totalBefore: order.total, totalAfter: terms.total },
    references: {
      "inventory.orderId": encodeOrderId(order),
      "inventory.changeId": `${id} grow`,
      "carts.orderId": encodeOrderId(order),
      "carts.changeId": id,
      "payments.orderId": encodeOrderId(order),
      "payments.supplementId": id,
    },
  }),
};
