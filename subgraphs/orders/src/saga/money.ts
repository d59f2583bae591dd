import { money } from "@angidi/money";
import { givenOutside } from "../domain/byHand.ts";
import type { RefundPart } from "../domain/charges.ts";
import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import type { UndoReason } from "../domain/undoReason.ts";
import type { PaymentState } from "../services/payments.ts";
import type { PlacementStep } from "./placement.ts";
import type { Undo } from "./step.ts";

/** The payment is neither taken nor declined yet, or a refund not made: to be asked again. */
export class PaymentUndecided extends Error {
  override readonly name = "PaymentUndecided";
}

/** Has the money held. An order over nothing needs no payment. */
export const authorise: PlacementStep["run"] = async (order, { orders, payments }, call) => {
  if (order.total === 0) return { kind: "done", subject: order };
  const state = await payments.authorise(
    {
      orderId: encodeOrderId(order),
      buyerId: order.buyerId,
      amount: money(order.total, order.currency),
      provider: order.paymentProvider,
      paymentMethod: order.paymentMethod,
    },
    call,
  );
  switch (state.status) {
    case "AUTHORIZED":
    case "CAPTURED":
      return { kind: "done", subject: order };
    case "REQUIRES_ACTION": {
      if (order.paymentAction) return { kind: "waiting", subject: order };
      const { clientSecret = null, redirectUrl = null } = state;
      const waiting = await orders.awaitAction(order, { clientSecret, redirectUrl });
      return waiting ? { kind: "waiting", subject: waiting } : { kind: "overtaken" };
    }
    case "PENDING":
      throw new PaymentUndecided(`The payment of ${order.number} is still being processed`);
    default:
      return { kind: "refused", reason: declined(order, state) };
  }
};

/** Takes the money. */
export const capture: PlacementStep["run"] = async (order, { payments }, call) => {
  if (order.total === 0) return { kind: "done", subject: order };
  const state = await payments.capture({ orderId: encodeOrderId(order) }, call);
  if (state.status === "CAPTURED") return { kind: "done", subject: order };
  if (state.status === "AUTHORIZED" || state.status === "PENDING") {
    throw new PaymentUndecided(`The capture of ${order.number} is still being processed`);
  }
  return { kind: "refused", reason: declined(order, state) };
};

/**
 * Lets holds go and refunds what was captured: of the order's own payment, and before it of the supplements that edits of it
 * added, the newest first. Each payment is voided first, whatever happened before: after that nothing more can be
 * captured of it, and what was is known. What staff have given back by hand is noted and not asked for.
 */
export const giveMoneyBack: Undo<Order> = async (order, { edits, payments, parking }, call) => {
  const orderId = encodeOrderId(order);
  const isByHand = order.byHand.placement?.outcome === "REFUNDED_OUTSIDE";
  const outside: RefundPart[] = [];
  const supplements = await edits.supplementsOf(order);
  const given = { captured: 0, refunded: 0 };
  // An order over nothing has no payment of its own, unless it was edited it has none at all.
  for (const supplementId of order.total > 0 ? [...supplements, null] : supplements) {
    let state = await payments.void({ orderId, supplementId }, call);
    const before = givenOutside(order.byHand, supplementId, "placement");
    if (owed(state) > before && !isByHand) {
      const amount = money(owed(state) - before, order.currency);
      const reason = order.undoReason?.kind ?? "UNDONE";
      // An order is undone once, so its own id serves for the refund's: a repeat is the same refund.
      state = await payments.refund(
        { orderId, supplementId, refundId: order.id, amount, reason, untilMade: true },
        call,
      );
    }
    const left = Math.max(0, owed(state) - before);
    if (left > 0 && !isByHand) throw new PaymentUndecided(`The money of ${order.number} was not given back`);
    if (left > 0) outside.push({ supplementId, amount: left });
    given.captured += state.captured;
    given.refunded += state.refunded + before + left;
  }
  if (outside.length > 0) await parking.noteOutside(order, "placement", outside);
  // What edits gave back before is not a part of what the order costs now.
  return { ...order, refunded: given.refunded - Math.max(0, given.captured - order.total) };
};

/** What is still to be given back: what a dispute has taken, the shopper's bank has given back already. */
export function owed({ captured, refunded, withheld }: PaymentState): number {
  return captured - refunded - withheld;
}

/** Why, in the provider's words. A payment that is void or refunded before the order is was ended at the provider. */
function declined(order: Order, state: PaymentState): UndoReason {
  return {
    kind: order.paymentAction ? "PAYMENT_ACTION_FAILED" : "PAYMENT_DECLINED",
    code: state.declineCode ?? "payment_ended",
    message: state.declineMessage ?? "The payment was declined",
  };
}
