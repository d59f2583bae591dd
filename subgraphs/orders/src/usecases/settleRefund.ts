import { money } from "@angidi/money";
import { anonymous } from "@angidi/subgraph";
import { statusByGoods } from "../domain/lineBalance.ts";
import type { Order } from "../domain/order.ts";
import { encodeOrderId, type OrderKey } from "../domain/orderId.ts";
import { paymentStatusAfterRefund } from "../domain/paymentStatus.ts";
import type { Refund } from "../domain/refund.ts";
import type { Redrivable } from "../jobs/redrives.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { lookAgain, type RedrivePorts, warnOfStall } from "./lookAgain.ts";

export type RefundPorts = Pick<Ports, "orders" | "refunds" | "payments" | "inventory" | "transaction" | "log">;

/**
 * Has a refund's money given back and its pieces put into stock, and notes it. When a neighbour cannot be asked now the
 * refund stays PENDING, and its job goes on.
 */
export async function settleRefund(
  ports: RefundPorts,
  key: OrderKey,
  refundId: string,
  call: Call,
): Promise<{ readonly order: Order; readonly refund: Refund }> {
  await settle(ports, key, refundId, call).catch((error) => warnOfStall(ports.log, "A refund stalled", error));
  const [order, refund] = [await ports.orders.find(key), await ports.refunds.find(key, refundId)];
  if (!order || !refund) throw new Error(`The refund ${refundId} is gone`);
  return { order, refund };
}

/** The same by a job. */
export async function redriveRefund(ports: RefundPorts & RedrivePorts, work: Redrivable["refund"]): Promise<void> {
  await lookAgain(ports, "refund", work, work.order, (signal) =>
    settle(ports, work.order, work.refundId, { caller: anonymous, signal }),
  );
}

/** Idempotent: payments and inventory act once by the refund's id, and the order's money changes with the refund. */
async function settle(ports: RefundPorts, key: OrderKey, refundId: string, call: Call): Promise<void> {
  const [order, refund] = [await ports.orders.find(key), await ports.refunds.find(key, refundId)];
  if (!order || refund?.status !== "PENDING") return;

  if (!(await givesBack(ports, order, refund, call))) return close(ports, refund, "DECLINED");
  await putBack(ports, order, refund, call);
  await close(ports, refund, "COMPLETED");
}

/** Whether the provider gives the money back. */
async function givesBack({ payments }: RefundPorts, order: Order, refund: Refund, call: Call): Promise<boolean> {
  if (refund.amount === 0) return true;
  const orderId = encodeOrderId(order);
  const { id: refundId, reason } = refund;
  const amount = money(refund.amount, order.currency);
  const { declineCode } = await payments.refund({ orderId, refundId, amount, reason }, call);
  return !declineCode;
}

async function putBack({ inventory }: RefundPorts, order: Order, { id, lines }: Refund, call: Call): Promise<void> {
  const skuOf = new Map(order.lines.map((line) => [line.id, line.sku]));
  const pieces = lines.flatMap(({ lineId, withdrawn, returned }) => [
    { sku: skuOf.get(lineId)!, quantity: withdrawn, shipped: false },
    { sku: skuOf.get(lineId)!, quantity: returned, shipped: true },
  ]);
  const moved = pieces.filter(({ quantity }) => quantity > 0);
  if (moved.length > 0) await inventory.restock({ restockId: id, orderId: encodeOrderId(order), lines: moved }, call);
}

async function close(ports: RefundPorts, refund: Refund, status: "COMPLETED" | "DECLINED"): Promise<void> {
  await ports.transaction(async (transaction) => {
    const order = await ports.orders.lock(transaction, refund.order);
    if (!order || !(await ports.refunds.settle(transaction, refund, status)) || status === "DECLINED") return;

    const refunded = order.refunded + refund.amount;
    const money = { refunded, paymentStatus: paymentStatusAfterRefund({ total: order.total, refunded }) };
    const { balances, parcels, arrived } = await ports.orders.books(transaction, order);
    const goods = statusByGoods(balances, parcels === arrived);
    if (goods === order.status) await ports.orders.setRefunded(transaction, order, money);
    else await ports.orders.change(order, { status: goods, ...money }, transaction);
  });
}
