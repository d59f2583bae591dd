import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import type { OrderReturn, ReturnStatus } from "../domain/orderReturn.ts";
import { returnEntry } from "../domain/timeline.ts";
import { refund as refundSaga } from "./refund.ts";
import { drive } from "./runner.ts";
import type { Saga } from "./saga.ts";
import type { Step, StepPorts } from "./step.ts";

/** A return, and its order. */
export interface ReturnOfOrder {
  readonly order: Order;
  readonly wanted: OrderReturn;
}

type ReturnStep = Step<ReturnOfOrder, "REFUND_DECLINED">;

/** Puts the pieces that can be sold again into stock, once by the return's id. */
const restock: ReturnStep["run"] = async (subject, { inventory }, call) => {
  const { order, wanted } = subject;
  const skuOf = new Map(order.lines.map((line) => [line.id, line.sku]));
  const lines = wanted.lines
    .filter(({ restocked }) => restocked > 0)
    .map(({ lineId, restocked }) => ({ sku: skuOf.get(lineId)!, quantity: restocked, shipped: true }));
  if (lines.length > 0) await inventory.restock({ restockId: wanted.id, orderId: encodeOrderId(order), lines }, call);
  return { kind: "done", subject };
};

/** Has the refund made, by its own saga: it was written when the pieces were received, so there is one, whoever drives. */
const refund: ReturnStep["run"] = async (subject, ports, call) => {
  const key = { order: subject.wanted.order, id: subject.wanted.refundId ?? "" };
  const found = await refundSaga.find(key, ports);
  if (!found) throw new Error(`The refund of the return ${subject.wanted.id} is gone`);
  const driven = await drive(refundSaga, found, ports, call);
  if (driven.kind !== "settled")
    throw driven.kind === "stalled" ? driven.error : new Error("A refund waits for nobody");
  const { order, refund: settled } = driven.subject;
  if (settled.status === "DECLINED") return { kind: "refused", reason: "REFUND_DECLINED" };
  return { kind: "done", subject: { ...subject, order } };
};

const close: ReturnStep["run"] = async (subject, ports) => {
  const closed = await settle(subject, "REFUNDED", ports);
  return closed ? { kind: "done", subject: closed } : { kind: "overtaken" };
};

async function settle(
  { order: known, wanted }: ReturnOfOrder,
  status: Extract<ReturnStatus, "REFUNDED" | "REFUND_DECLINED">,
  { orders, returns, timeline, transaction }: StepPorts,
): Promise<ReturnOfOrder | null> {
  return transaction(async (open) => {
    const order = await orders.lock(open, known);
    const settled = order && (await returns.advance(open, wanted, { status }));
    if (!settled) return null;
    await timeline.append(open, order, [returnEntry(settled)]);
    return { order, wanted: settled };
  });
}

/**
 * What follows when a return's pieces are here. `receive` is the first transaction, which writes down what came back and
 * the refund for it. Goods first: they are here whatever the provider says. Nothing is to be undone; a refund that is
 * declined leaves the return for staff to try again.
 */
export const returnSteps: readonly ReturnStep[] = [
  { name: "receive", run: async (subject) => ({ kind: "done", subject }), undo: null },
  { name: "restock", run: restock, undo: null },
  { name: "refund", run: refund, undo: null, timeoutSeconds: 20 },
  { name: "close", run: close, undo: null },
];

export const returning: Saga<ReturnOfOrder, "REFUND_DECLINED"> = {
  name: "return",
  steps: returnSteps,
  async find({ order: key, id }, { orders, returns }) {
    const [order, wanted] = [await orders.find(key), await returns.find({ order: key, id })];
    return order && wanted && { order, wanted };
  },
  keyOf: ({ wanted: { order, id } }) => ({ order, id }),
  orderOf: ({ order }) => order,
  heading: ({ wanted: { status } }) => (status === "RECEIVED" ? "FORWARD" : "SETTLED"),
  turnRound: (subject, reason, ports) => settle(subject, reason, ports),
  patience: null,
  facts: ({ order, wanted: { id, refundId, restockingFee } }) => ({
    amounts: { restockingFee, total: order.total, refunded: order.refunded },
    references: {
      "inventory.restockId": id,
      "payments.orderId": encodeOrderId(order),
      ...(refundId && { "payments.refundId": refundId }),
    },
  }),
};
