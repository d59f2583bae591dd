import { money } from "@angidi/money";
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
  const state = await payments.capture(encodeOrderId(order), call);
  if (state.status === "CAPTURED") return { kind: "done", subject: order };
  if (state.status === "AUTHORIZED" || state.status === "PENDING") {
    throw new PaymentUndecided(`The capture of ${order.number} is still being processed`);
  }
  return { kind: "refused", reason: declined(order, state) };
};

/**
 * Lets a hold go and refunds what was captured. The payment is voided first, whatever happened before: after that
 * nothing more can be captured, and what was is known.
 */
export const giveMoneyBack: Undo<Order> = async (order, { payments }, call) => {
  if (order.total === 0) return order;
  const orderId = encodeOrderId(order);
  let state = await payments.void(orderId, call);
  if (state.captured > state.refunded) {
    const amount = money(state.captured - state.refunded, order.currency);
    const reason = order.undoReason?.kind ?? "UNDONE";
    // An order is undone once, so its own id serves for the refund's: a repeat is the same refund.
    state = await payments.refund({ orderId, refundId: order.id, amount, reason }, call);
  }
  if (state.captured > state.refunded) throw new PaymentUndecided(`The money of ${order.number} was not given back`);
  return { ...order, refunded: state.refunded };
};

/** Why, in the provider's words. A payment that is void or refunded before the order is was ended at the provider. */
function declined(order: Order, state: PaymentState): UndoReason {
  return {
    kind: order.paymentAction ? "PAYMENT_ACTION_FAILED" : "PAYMENT_DECLINED",
    code: state.declineCode ?? "payment_ended",
    message: state.declineMessage ?? "The payment was declined",
  };
}
