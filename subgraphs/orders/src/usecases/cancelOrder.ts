import type { Transaction } from "@angidi/datastores";
import type { Caller } from "@angidi/subgraph";
import type { Books } from "../domain/books.ts";
import { type CancellationPlan, planCancellation } from "../domain/cancellationPlan.ts";
import type { LineQuantity } from "../domain/lineBalance.ts";
import type { Order } from "../domain/order.ts";
import { decodeRefundId, encodeOrderId, encodeRefundId } from "../domain/orderId.ts";
import type { Refund } from "../domain/refund.ts";
import { firstLookSeconds, requestMilliseconds } from "../domain/retryPolicy.ts";
import { type Actor, entry, refundEntry } from "../domain/timeline.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { type DrivePorts, driveByKey } from "./driveSaga.ts";
import { planParts } from "./planParts.ts";
import { checkQuantities, invalidQuantity } from "./quantities.ts";
import { checkKey, type InvalidInput, readReason } from "./refusal.ts";
import { actorOf, findOrder, orderKeyOwner, writerOf } from "./viewer.ts";

/** Which order to cancel, or which pieces of it, and why. */
export interface CancelInput {
  readonly idempotencyKey: string;
  readonly orderId: string;
  /** All of it unless said. */
  readonly lines?: readonly LineQuantity[] | null;
  readonly reason: string;
}

/** What came of it. The order is CANCELLED once all is given back; from here on it cannot but become so. */
export type CancelOrderOutcome =
  | { readonly kind: "cancelled"; readonly order: Order }
  | { readonly kind: "lines-cancelled"; readonly order: Order; readonly refund: Refund }
  | { readonly kind: "not-cancellable"; readonly message: string }
  | { readonly kind: "order-not-found" }
  | { readonly kind: "key-reused" }
  | InvalidInput;

type CancelPorts = DrivePorts & Pick<Ports, "once" | "newId">;
type Refusal = Extract<CancelOrderOutcome, { kind: "not-cancellable" | "invalid-input" }>;

/**
 * Cancels an order that was not shipped, or pieces of one that were not sent. That it is to be done is decided, with the
 * job that sees to it, in one transaction. A whole order, also a confirmed one, is cancelled by the placement's saga
 * backwards; pieces by a refund that withdraws them. The last pieces of an order are the whole of it.
 */
export async function cancelOrder(
  ports: CancelPorts,
  input: CancelInput,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<CancelOrderOutcome> {
  const lines = input.lines?.map(({ lineId, quantity }) => ({ lineId, quantity })) ?? null;
  const wrong = checkKey(input.idempotencyKey) ?? checkQuantities(lines);
  if (wrong) return wrong;
  const read = readReason(input.reason);
  if (read.kind !== "valid") return read;
  const order = await findOrder(ports, input.orderId, writerOf(caller));
  if (!order) return { kind: "order-not-found" };

  const orderId = encodeOrderId(order);
  const refundId = ports.newId();
  const claim = {
    ...orderKeyOwner(caller, order),
    operation: "cancelOrder",
    key: input.idempotencyKey,
    input: { orderId, reason: read.reason, ...(lines && { lines }) },
    // Of pieces: the refund's id, of which there is none where they turned out to be the whole.
    resultId: lines ? encodeRefundId({ order, id: refundId }) : orderId,
  };
  const asked = { lines, reason: read.reason, refundId, by: actorOf(caller, order) };
  const once = await ports.once<Refusal>(claim, (transaction) => begin(ports, transaction, order, asked));
  if (once.kind === "refused") return once.refusal;
  if (once.kind === "reused") return { kind: "key-reused" };

  const call: Call = { caller, requestId, signal: AbortSignal.timeout(requestMilliseconds) };
  return drive(ports, order, once.kind === "repeat" ? once.resultId : claim.resultId, call);
}

interface Asked {
  readonly lines: readonly LineQuantity[] | null;
  readonly reason: string;
  readonly refundId: string;
  readonly by: Actor;
}

/** Decides, in the transaction that claims the key, that the order or its pieces are to be cancelled; or why not. */
async function begin(
  ports: CancelPorts,
  transaction: Transaction,
  order: Order,
  { lines, reason, refundId, by }: Asked,
): Promise<Refusal | null> {
  const current = await ports.orders.lock(transaction, order);
  if (!current) throw new Error(`The order ${order.number} is gone`);
  const key = { buyerId: order.buyerId, id: order.id };
  const books = await ports.orders.books(transaction, current);
  const obstacle = obstacleOf(current, lines);
  if (obstacle) return { kind: "not-cancellable", message: obstacle };
  const plan: CancellationPlan = lines
    ? planCancellation(books.balances, current.total - books.refunded, lines)
    : { kind: "whole" };
  if (plan.kind === "invalid") return invalidQuantity(plan);

  if (plan.kind === "whole") {
    const bookedObstacle = bookedObstacleOf(books);
    if (bookedObstacle) return { kind: "not-cancellable", message: bookedObstacle };
    await ports.orders.startUndo(current, { kind: "CANCELLED", reason }, transaction, by);
    await ports.redrives.later("placement", { order: key, id: key.id, attempt: 0 }, firstLookSeconds, transaction);
    return null;
  }
  const refund: Refund = {
    order: key,
    id: refundId,
    status: "PENDING",
    amount: plan.amount,
    reason,
    createdAt: ports.now(),
    lines: plan.lines,
    parts: await planParts(ports, transaction, current, plan.amount),
  };
  await ports.refunds.insert(transaction, refund);
  const told = { reference: refundId, state: "REQUESTED", amount: plan.amount, text: reason, lines: lines ?? [] };
  await ports.timeline.append(transaction, key, [entry("CANCELLATION", by, told), refundEntry(refund, "PENDING", by)]);
  await ports.redrives.later("refund", { order: key, id: refundId, attempt: 0 }, firstLookSeconds, transaction);
  return null;
}

/** Why the order cannot be cancelled by how far it has come, or null. */
function obstacleOf({ status, direction }: Order, lines: readonly LineQuantity[] | null): string | null {
  if (direction === "EDITING") return "The order is being edited; try again when that is done";
  if (direction === "UNDOING") return "The order is being undone already";
  const canBe = lines ? ["CONFIRMED", "PARTIALLY_SHIPPED"] : ["PLACED", "CONFIRMED"];
  if (canBe.includes(status)) return null;
  return status === "PLACED"
    ? "The order is not confirmed yet; it can be cancelled as a whole"
    : `The order is ${status} and cannot be cancelled any more`;
}

/** Likewise by its parcels and refunds: what is on its way to the shopper cannot be called back. */
function bookedObstacleOf(books: Books): string | null {
  if (books.parcels > 0) return "The order is being shipped and cannot be cancelled any more";
  return books.pendingRefunds > 0 ? "A refund of the order is under way; try again when it is done" : null;
}

/** Goes on with what was decided: the refund of pieces if there is one, or the order undone. */
async function drive(ports: CancelPorts, order: Order, resultId: string, call: Call): Promise<CancelOrderOutcome> {
  const { placement, refund: refundSaga } = ports.sagas;
  const refundId = decodeRefundId(resultId)?.id;
  // The last pieces are the whole order: no refund was made of them.
  if (refundId === undefined || !(await ports.refunds.find(order, refundId)))
    return { kind: "cancelled", order: (await driveByKey(placement, ports, placement.keyOf(order), call)).subject };
  const { subject } = await driveByKey(refundSaga, ports, { order, id: refundId }, call);
  if (subject.refund.status === "DECLINED") {
    return { kind: "not-cancellable", message: "The provider did not give the money back; the order is as it was" };
  }
  return { kind: "lines-cancelled", ...subject };
}
