import { money } from "@angidi/money";
import { encodeOrderId } from "../domain/orderId.ts";
import { parkedKey } from "../domain/parked.ts";
import type { PaymentState } from "../services/payments.ts";
import type { EditOfOrder, EditStep } from "./edit.ts";
import { owed, PaymentUndecided } from "./money.ts";
import type { Undo } from "./step.ts";

/** Has the difference held, by a supplement to the order's payment. Nothing is to be paid for an edit that costs no more. */
export const authoriseSupplement: EditStep["run"] = async (subject, { edits, payments }, call) => {
  const { order, edit } = subject;
  if (edit.due === 0 || edit.outcome === "APPLIED") return { kind: "done", subject };
  const { paymentProvider: provider, paymentMethod } = edit;
  if (!provider || !paymentMethod) throw new Error(`The edit ${edit.id} has to be paid and has no payment method`);
  const state = await payments.authorise(
    {
      orderId: encodeOrderId(order),
      supplementId: edit.id,
      buyerId: order.buyerId,
      amount: money(edit.due, order.currency),
      provider,
      paymentMethod,
    },
    call,
  );
  switch (state.status) {
    case "AUTHORIZED":
    case "CAPTURED":
      return { kind: "done", subject };
    case "REQUIRES_ACTION": {
      if (edit.paymentAction) return { kind: "waiting", subject };
      const { clientSecret = null, redirectUrl = null } = state;
      const waiting = await edits.awaitAction(edit, { clientSecret, redirectUrl });
      return waiting ? { kind: "waiting", subject: { order, edit: waiting } } : { kind: "overtaken" };
    }
    case "PENDING":
      throw new PaymentUndecided(`The supplement of ${order.number} is still being processed`);
    default:
      return { kind: "refused", reason: declined(subject, state) };
  }
};

/** Takes the difference. */
export const captureSupplement: EditStep["run"] = async (subject, { payments }, call) => {
  const { order, edit } = subject;
  if (edit.due === 0 || edit.outcome === "APPLIED") return { kind: "done", subject };
  const state = await payments.capture({ orderId: encodeOrderId(order), supplementId: edit.id }, call);
  if (state.status === "CAPTURED") return { kind: "done", subject };
  if (state.status === "AUTHORIZED" || state.status === "PENDING") {
    throw new PaymentUndecided(`The capture of the supplement of ${order.number} is still being processed`);
  }
  return { kind: "refused", reason: declined(subject, state) };
};

/**
 * Lets the hold of the difference go, and gives back what was captured of it. After that nothing more can be captured. What
 * staff have given back by hand is noted and not asked for.
 */
export const giveSupplementBack: Undo<EditOfOrder> = async (subject, { payments, parking }, call) => {
  const { order, edit } = subject;
  if (edit.due === 0) return subject;
  const payment = { orderId: encodeOrderId(order), supplementId: edit.id };
  let state = await payments.void(payment, call);
  const key = parkedKey({ saga: "edit", id: edit.id });
  if (owed(state) > 0 && order.byHand[key]?.outcome === "REFUNDED_OUTSIDE") {
    await parking.noteOutside(order, key, [{ supplementId: edit.id, amount: owed(state) }]);
    return subject;
  }
  if (owed(state) > 0) {
    const amount = money(owed(state), order.currency);
    const reason = edit.undoReason?.kind ?? "UNDONE";
    state = await payments.refund({ ...payment, refundId: edit.id, amount, reason, untilMade: true }, call);
  }
  if (owed(state) > 0) {
    throw new PaymentUndecided(`The supplement of ${order.number} was not given back`);
  }
  return subject;
};

function declined({ edit }: EditOfOrder, state: PaymentState) {
  return {
    kind: edit.paymentAction ? "PAYMENT_ACTION_FAILED" : "PAYMENT_DECLINED",
    code: state.declineCode ?? "payment_ended",
    message: state.declineMessage ?? "The payment was declined",
  } as const;
}
