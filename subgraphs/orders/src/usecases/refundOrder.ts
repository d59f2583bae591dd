import { type Money, money } from "@angidi/money";
import type { Caller } from "@angidi/subgraph";
import type { Books } from "../domain/books.ts";
import type { LineQuantity } from "../domain/lineBalance.ts";
import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import { holdsMoney } from "../domain/paymentStatus.ts";
import type { Refund } from "../domain/refund.ts";
import { planRefund, type RefundLine } from "../domain/refundPlan.ts";
import { firstLookSeconds, requestMilliseconds } from "../domain/retryPolicy.ts";
import { refundEntry } from "../domain/timeline.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { type DrivePorts, driveByKey } from "./driveSaga.ts";
import { planParts } from "./planParts.ts";
import { checkQuantities, invalidQuantity } from "./quantities.ts";
import { checkKey, type InvalidInput, invalidInput, readReason } from "./refusal.ts";
import { actorOf, findOrder, keyOwner, writerOf } from "./viewer.ts";

/** What staff ask to give back. */
export interface RefundInput {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly amount?: Money | null;
  readonly lines?: readonly LineQuantity[] | null;
  readonly reason: string;
  readonly restock: boolean;
}

/** What came of it. */
export type RefundOrderOutcome =
  | { readonly kind: "refunded"; readonly order: Order }
  | { readonly kind: "declined" }
  | { readonly kind: "not-refundable"; readonly message: string }
  | { readonly kind: "exceeds"; readonly refundable: Money }
  | { readonly kind: "order-not-found" }
  | { readonly kind: "key-reused" }
  | InvalidInput;

type RefundOrderPorts = DrivePorts & Pick<Ports, "once" | "redrives" | "now" | "newId">;
type Refusal = Extract<RefundOrderOutcome, { kind: "not-refundable" | "exceeds" | "invalid-input" }>;

/**
 * Gives money of an order back, and perhaps its pieces into stock. The amount is spoken for when the refund is written,
 * under the lock of the order's row, so that refunds together never exceed what was captured.
 */
export async function refundOrder(
  ports: RefundOrderPorts,
  input: RefundInput,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<RefundOrderOutcome> {
  const lines = input.lines?.map(({ lineId, quantity }) => ({ lineId, quantity })) ?? null;
  const reason = readReason(input.reason);
  const wrong = checkKey(input.idempotencyKey) ?? checkQuantities(lines) ?? checkAmount(input);
  if (wrong) return wrong;
  if (reason.kind !== "valid") return reason;
  const order = await findOrder(ports, input.orderId, writerOf(caller));
  if (!order) return { kind: "order-not-found" };
  if (input.amount && input.amount.currency !== order.currency) {
    return invalidInput(["amount", "currency"], `The order is in ${order.currency}`);
  }

  const orderId = encodeOrderId(order);
  const request = { amount: input.amount?.amount ?? null, lines, restock: input.restock };
  const refundId = ports.newId();
  const claim = {
    caller: keyOwner(caller, "staff"),
    operation: "refundOrder",
    key: input.idempotencyKey,
    input: { orderId, ...request, reason: reason.reason },
    resultId: refundId,
  };
  const once = await ports.once<Refusal>(claim, async (transaction) => {
    const current = await ports.orders.lock(transaction, order);
    if (!current) throw new Error(`The order ${order.number} is gone`);
    const plan = plannedRefund(current, await ports.orders.books(transaction, current), request);
    if (plan.kind !== "planned") return plan;
    const refund: Refund = {
      order: current,
      id: refundId,
      status: "PENDING",
      amount: plan.amount,
      reason: reason.reason,
      createdAt: ports.now(),
      lines: plan.lines,
      parts: await planParts(ports, transaction, current, plan.amount),
    };
    await ports.refunds.insert(transaction, refund);
    await ports.timeline.append(transaction, current, [refundEntry(refund, "PENDING", actorOf(caller, current))]);
    const work = { order: { buyerId: order.buyerId, id: order.id }, id: refundId, attempt: 0 };
    await ports.redrives.later("refund", work, firstLookSeconds, transaction);
    return null;
  });
  if (once.kind === "refused") return once.refusal;
  if (once.kind === "reused") return { kind: "key-reused" };

  const call: Call = { caller, requestId, signal: AbortSignal.timeout(requestMilliseconds) };
  const id = once.kind === "repeat" ? once.resultId : refundId;
  const { subject } = await driveByKey(ports.sagas.refund, ports, { order, id }, call);
  return subject.refund.status === "DECLINED" ? { kind: "declined" } : { kind: "refunded", order: subject.order };
}

/** What is wrong with how much is asked for, by itself, or null. */
function checkAmount({ amount, lines, restock }: RefundInput): InvalidInput | null {
  if (!amount) return null;
  if (lines) return invalidInput(["amount"], "Say either an amount or lines");
  if (amount.amount <= 0) return invalidInput(["amount", "amount"], "The amount must be more than nothing");
  return restock ? invalidInput(["restock"], "Say by lines which pieces go back into stock") : null;
}

/** The refund, or why it cannot be made of the order as it stands. */
function plannedRefund(
  order: Order,
  { balances, refunded }: Books,
  request: Parameters<typeof planRefund>[2],
): Refusal | { readonly kind: "planned"; readonly amount: number; readonly lines: readonly RefundLine[] } {
  if (order.direction === "EDITING") {
    return { kind: "not-refundable", message: "The order is being edited; try again when that is done" };
  }
  if (order.direction !== "SETTLED" || !holdsMoney(order.paymentStatus)) {
    return { kind: "not-refundable", message: "The order has no money to give back" };
  }
  const refundable = order.total - refunded;
  const plan = planRefund(balances, refundable, request);
  switch (plan.kind) {
    case "planned":
      return plan;
    case "nothing-left":
      return { kind: "not-refundable", message: "All of the order's money was given back already" };
    case "exceeds":
      return { kind: "exceeds", refundable: money(refundable, order.currency) };
    case "invalid":
      return invalidQuantity(plan);
  }
}
