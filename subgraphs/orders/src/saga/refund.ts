import { money } from "@angidi/money";
import { statusByGoods } from "../domain/lineBalance.ts";
import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import { parkedKey } from "../domain/parked.ts";
import { paymentStatusAfterRefund } from "../domain/paymentStatus.ts";
import type { Refund } from "../domain/refund.ts";
import { refundEntry } from "../domain/timeline.ts";
import { PaymentUndecided } from "./money.ts";
import type { Saga } from "./saga.ts";
import type { Step, StepPorts } from "./step.ts";

/** A refund, and its order. */
export interface RefundOfOrder {
  readonly order: Order;
  readonly refund: Refund;
}

type RefundStep = Step<RefundOfOrder, "DECLINED">;

/**
 * Has the provider give the money back, once by the refund's id, of each payment its part. A refund of which a part was given
 * cannot be declined any more, nor can what an order costs less since it was edited: that is left to staff. What they have
 * settled by hand is not asked for again.
 */
const giveBack: RefundStep["run"] = async (subject, { payments }, call) => {
  const { order, refund } = subject;
  const { id: refundId, reason } = refund;
  const byHand = order.byHand[parkedKey({ saga: "refund", id: refundId })];
  if (byHand?.outcome === "NOT_REFUNDED") return { kind: "refused", reason: "DECLINED" };
  if (byHand) return { kind: "done", subject };
  const parts = refund.parts ?? [{ supplementId: null, amount: refund.amount }];
  for (const [index, { supplementId, amount: part }] of parts.filter(({ amount }) => amount > 0).entries()) {
    const amount = money(part, order.currency);
    const mayBeDeclined = index === 0 && !refund.editId;
    const untilMade = !mayBeDeclined;
    const request = { orderId: encodeOrderId(order), supplementId, refundId, amount, reason, untilMade };
    const { declineCode } = await payments.refund(request, call);
    if (!declineCode) continue;
    if (mayBeDeclined) return { kind: "refused", reason: "DECLINED" };
    throw new PaymentUndecided(`The provider declines the refund ${refundId}: ${declineCode}`);
  }
  return { kind: "done", subject };
};

/** Puts the pieces that come back into stock, once by the refund's id. */
const restock: RefundStep["run"] = async (subject, { inventory }, call) => {
  const { order, refund } = subject;
  const skuOf = new Map(order.lines.map((line) => [line.id, line.sku]));
  const pieces = refund.lines.flatMap(({ lineId, withdrawn, returned }) => [
    { sku: skuOf.get(lineId)!, quantity: withdrawn, shipped: false },
    { sku: skuOf.get(lineId)!, quantity: returned, shipped: true },
  ]);
  const lines = pieces.filter(({ quantity }) => quantity > 0);
  if (lines.length > 0) await inventory.restock({ restockId: refund.id, orderId: encodeOrderId(order), lines }, call);
  return { kind: "done", subject };
};

/** Notes that the refund was made: the order's money and status change with it. */
const complete: RefundStep["run"] = async ({ order, refund }, ports) => {
  const completed = await close(ports, refund, "COMPLETED", order);
  return completed ? { kind: "done", subject: completed } : { kind: "overtaken" };
};

async function close(
  { orders, refunds, timeline, transaction }: StepPorts,
  refund: Refund,
  status: "COMPLETED" | "DECLINED",
  known: Order,
): Promise<RefundOfOrder | null> {
  return transaction(async (open) => {
    const order = await orders.lock(open, known);
    if (!order || !(await refunds.settle(open, refund, status))) return null;
    const settled: Refund = { ...refund, status };
    // After an edit the order costs less: what is given back for that is nothing of what it costs.
    if (status === "DECLINED" || settled.editId) {
      await timeline.append(open, order, [refundEntry(settled, status)]);
      return { order, refund: settled };
    }

    const refunded = order.refunded + refund.amount;
    const change = {
      refunded,
      paymentStatus: paymentStatusAfterRefund({ total: order.total, refunded }),
      entries: [refundEntry(settled, status)],
    };
    const { balances, parcels, arrived } = await orders.books(open, order);
    const goods = statusByGoods(balances, parcels === arrived);
    if (goods === order.status) return { order: await orders.setRefunded(open, order, change), refund: settled };
    const changed = await orders.change(order, { status: goods, ...change }, open);
    return changed && { order: changed, refund: settled };
  });
}

/**
 * Money of an order given back, perhaps for pieces. Nothing is to be undone: what the provider declines was not given, and
 * is the first step.
 */
export const refundSteps: readonly RefundStep[] = [
  { name: "give back", run: giveBack, undo: null },
  { name: "restock", run: restock, undo: null },
  { name: "complete", run: complete, undo: null },
];

export const refund: Saga<RefundOfOrder, "DECLINED"> = {
  name: "refund",
  steps: refundSteps,
  async find({ order: key, id }, { orders, refunds }) {
    const [order, found] = [await orders.find(key), await refunds.find(key, id)];
    return order && found && { order, refund: found };
  },
  keyOf: ({ refund: { order, id } }) => ({ order: { buyerId: order.buyerId, id: order.id }, id }),
  orderOf: ({ order }) => order,
  heading: ({ refund: { status } }) => (status === "PENDING" ? "FORWARD" : "SETTLED"),
  turnRound: ({ order, refund: declined }, _reason, ports) => close(ports, declined, "DECLINED", order),
  patience: null,
  facts: ({ order, refund: { id, amount } }) => ({
    amounts: { amount, total: order.total, refunded: order.refunded },
    references: { "payments.orderId": encodeOrderId(order), "payments.refundId": id, "inventory.restockId": id },
  }),
};
