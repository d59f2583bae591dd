import type { Caller } from "@angidi/subgraph";
import type { Books } from "../domain/books.ts";
import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import { firstLookSeconds } from "../domain/retryPolicy.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { type DrivePorts, driveSaga } from "./driveSaga.ts";
import { checkKey, type InvalidInput, readReason } from "./refusal.ts";
import { actorOf, findOrder, keyOwner, writerOf } from "./viewer.ts";

/** Which order to cancel, and why. */
export interface CancelInput {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly reason: string;
}

/** What came of it. The order is CANCELLED once all is given back; from here on it cannot but become so. */
export type CancelOrderOutcome =
  | { readonly kind: "cancelled"; readonly order: Order }
  | { readonly kind: "not-cancellable"; readonly message: string }
  | { readonly kind: "order-not-found" }
  | { readonly kind: "key-reused" }
  | InvalidInput;

type CancelPorts = DrivePorts & Pick<Ports, "once" | "redrives">;

const deadlineMilliseconds = 10_000;

/**
 * Cancels an order that was not shipped. That it is to be undone is decided, with the job that sees to it, in one
 * transaction; undoing it is the placement's saga backwards, also for an order that was confirmed.
 */
export async function cancelOrder(
  ports: CancelPorts,
  input: CancelInput,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<CancelOrderOutcome> {
  const wrongKey = checkKey(input.idempotencyKey);
  if (wrongKey) return wrongKey;
  const read = readReason(input.reason);
  if (read.kind !== "valid") return read;
  const order = await findOrder(ports, input.orderId, writerOf(caller));
  if (!order) return { kind: "order-not-found" };

  const orderId = encodeOrderId(order);
  const by = actorOf(caller, order);
  const claim = {
    caller: keyOwner(caller, `order:${orderId}`),
    operation: "cancelOrder",
    key: input.idempotencyKey,
    input: { orderId, reason: read.reason },
    resultId: orderId,
  };
  const once = await ports.once<string>(claim, async (transaction) => {
    const current = await ports.orders.lock(transaction, order);
    if (!current) throw new Error(`The order ${order.number} is gone`);
    const obstacle = obstacleOf(current) ?? bookedObstacleOf(await ports.orders.books(transaction, current));
    if (obstacle) return obstacle;
    await ports.orders.startUndo(current, { kind: "CANCELLED", reason: read.reason }, transaction, by);
    const work = { ...ports.sagas.placement.keyOf(order), attempt: 0 };
    await ports.redrives.later("placement", work, firstLookSeconds, transaction);
    return null;
  });
  if (once.kind === "refused") return { kind: "not-cancellable", message: once.refusal };
  if (once.kind === "reused") return { kind: "key-reused" };

  const current = await ports.orders.find(order);
  const call: Call = { caller, requestId, signal: AbortSignal.timeout(deadlineMilliseconds) };
  return { kind: "cancelled", order: (await driveSaga(ports.sagas.placement, ports, current ?? order, call)).subject };
}

/** Why the order cannot be cancelled by how far it has come, or null. */
function obstacleOf({ status, direction }: Order): string | null {
  if (status !== "PLACED" && status !== "CONFIRMED") return `The order is ${status} and cannot be cancelled any more`;
  return direction === "UNDOING" ? "The order is being undone already" : null;
}

/** Likewise by its parcels and refunds: what is on its way to the shopper cannot be called back. */
function bookedObstacleOf(books: Books): string | null {
  if (books.parcels > 0) return "The order is being shipped and cannot be cancelled any more";
  return books.pendingRefunds > 0 ? "A refund of the order is under way; try again when it is done" : null;
}
