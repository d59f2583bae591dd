import { refundParts } from "../domain/charges.ts";
import { paymentStatusAfterRefund } from "../domain/paymentStatus.ts";
import { firstLookSeconds } from "../domain/retryPolicy.ts";
import { refundEntry } from "../domain/timeline.ts";
import type { EditOfOrder, EditStep } from "./edit.ts";
import type { Undo } from "./step.ts";

/**
 * Gives the order its new terms, as its next revision. From here on there is no way back: what is left to do is never
 * refused. What the order costs less is given back by a refund of its own, made with it.
 */
export const apply: EditStep["run"] = async (subject, ports) => {
  if (subject.edit.outcome === "APPLIED") return { kind: "done", subject };
  const { orders, edits, revisions, refunds, timeline, redrives, transaction, now } = ports;
  const applied = await transaction(async (open) => {
    const order = await orders.lock(open, subject.edit.order);
    const edit = order && (await edits.setApplied(open, subject.edit));
    if (!order || !edit) return null;

    // Before the new terms: what was captured until now is what the order has cost until now.
    const charges = edit.back > 0 ? await edits.charges(open, order) : [];
    const paymentStatus = paymentStatusAfterRefund({ total: edit.terms.total, refunded: order.refunded });
    const edited = await revisions.apply(open, order, edit, paymentStatus);
    if (edit.back > 0) {
      const refund = {
        order: edit.order,
        id: edit.id,
        editId: edit.id,
        status: "PENDING",
        amount: edit.back,
        parts: refundParts(charges, edit.back),
        reason: "The order was edited and costs less",
        createdAt: now(),
        lines: [],
      } as const;
      await refunds.insert(open, refund);
      await timeline.append(open, order, [refundEntry(refund, "PENDING", edit.actor)]);
      await redrives.later("refund", { order: edit.order, id: edit.id, attempt: 0 }, firstLookSeconds, open);
    }
    return { order: edited, edit };
  });
  return applied ? { kind: "done", subject: applied } : { kind: "overtaken" };
};

/** The edit is over: the order can be sent, cancelled or edited again. */
export const finish: EditStep["run"] = async (subject, ports) => {
  const ended = await end(subject, ports);
  return ended ? { kind: "done", subject: ended } : { kind: "overtaken" };
};

/** The edit came to nothing, everything being given back: the order is as it was. */
export const abandon: Undo<EditOfOrder> = (subject, ports) => end(subject, ports);

async function end(
  { edit }: EditOfOrder,
  { orders, edits, transaction }: Parameters<Undo<EditOfOrder>>[1],
): Promise<EditOfOrder | null> {
  return transaction(async (open) => {
    const order = await orders.lock(open, edit.order);
    const settled = order && (await edits.settle(open, edit));
    return order && settled && { order: { ...order, direction: "SETTLED" }, edit: settled };
  });
}
