import type { Direction, Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import type { Heading } from "../domain/parked.ts";
import type { UndoReason } from "../domain/undoReason.ts";
import { redeem, restore } from "./discountCodes.ts";
import { authorise, capture, giveMoneyBack } from "./money.ts";
import { close, confirm } from "./outcome.ts";
import type { Saga } from "./saga.ts";
import type { Step } from "./step.ts";
import { commit, release, reserve } from "./stock.ts";

export type PlacementStep = Step<Order, UndoReason>;

/**
 * The placement of an order, each step beside what undoes it. `place` is the first transaction, so whatever has an order
 * to drive is past it. Money is captured last, when the stock can no longer expire. Steps that share an undo are undone
 * together: a release also takes back a commitment, and whether a hold is let go or a capture refunded is for the
 * payment to say. Cancelling a whole order, also a confirmed one, is this table undone.
 */
export const placementSteps: readonly PlacementStep[] = [
  { name: "place", run: async (order) => ({ kind: "done", subject: order }), undo: close },
  { name: "redeem", run: redeem, undo: restore },
  { name: "reserve", run: reserve, undo: release },
  { name: "authorise", run: authorise, undo: giveMoneyBack },
  { name: "commit", run: commit, undo: release },
  { name: "capture", run: capture, undo: giveMoneyBack },
  { name: "confirm", run: confirm, undo: null },
];

const headings: Readonly<Record<Direction, Heading>> = {
  PLACING: "FORWARD",
  UNDOING: "UNDOING",
  SETTLED: "SETTLED",
};

export const placement: Saga<Order, UndoReason> = {
  name: "placement",
  steps: placementSteps,
  find: ({ order }, { orders }) => orders.find(order),
  keyOf: ({ buyerId, id }) => ({ order: { buyerId, id }, id }),
  orderOf: (order) => order,
  heading: ({ direction }) => headings[direction],
  turnRound: (order, reason, { orders }) => orders.startUndo(order, reason),
  patience: {
    endsAt: ({ placedAt }, { actionTimeoutSeconds }) => new Date(placedAt.getTime() + actionTimeoutSeconds * 1_000),
    reason: { kind: "TIMED_OUT" },
  },
  facts: (order) => ({
    amounts: { total: order.total, refunded: order.refunded },
    references: { "inventory.orderId": encodeOrderId(order), "payments.orderId": encodeOrderId(order) },
  }),
};
