import type { Caller } from "@angidi/subgraph";
import type { Fulfilment } from "../domain/fulfilment.ts";
import { planFulfilment } from "../domain/fulfilmentPlan.ts";
import type { LineBalance, LineQuantity } from "../domain/lineBalance.ts";
import type { Order } from "../domain/order.ts";
import { decodeFulfilmentId, encodeFulfilmentId, encodeOrderId } from "../domain/orderId.ts";
import { firstLookSeconds } from "../domain/retryPolicy.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { checkQuantities, invalidQuantity } from "./quantities.ts";
import { checkKey, type InvalidInput, readLabel } from "./refusal.ts";
import { type ShipPorts, shipFulfilment } from "./shipFulfilment.ts";
import { findOrder, keyOwner, writerOf } from "./viewer.ts";

/** What staff ask to send. */
export interface FulfilInput {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly lines?: readonly LineQuantity[] | null;
  readonly carrier?: string | null;
  readonly trackingNumber?: string | null;
}

/** What came of it. */
export type FulfilOrderOutcome =
  | { readonly kind: "fulfilled"; readonly order: Order; readonly fulfilment: Fulfilment }
  | { readonly kind: "not-fulfillable"; readonly message: string }
  | { readonly kind: "order-not-found" }
  | { readonly kind: "key-reused" }
  | InvalidInput;

type FulfilPorts = ShipPorts & Pick<Ports, "once" | "redrives" | "now" | "newId">;
type Refusal = Extract<FulfilOrderOutcome, { kind: "not-fulfillable" | "invalid-input" }>;

const deadlineMilliseconds = 10_000;

/**
 * Sends an order, or a part of it, in one parcel. The pieces are spoken for when the parcel is written, under the lock
 * of the order's row, so two parcels never hold the same piece; taking them out of stock follows.
 */
export async function fulfilOrder(
  ports: FulfilPorts,
  input: FulfilInput,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<FulfilOrderOutcome> {
  const wanted = input.lines?.map(({ lineId, quantity }) => ({ lineId, quantity })) ?? null;
  const carrier = readLabel("carrier", input.carrier);
  const trackingNumber = readLabel("trackingNumber", input.trackingNumber);
  const wrong = checkKey(input.idempotencyKey) ?? checkQuantities(wanted);
  if (wrong) return wrong;
  if (carrier.kind !== "valid") return carrier;
  if (trackingNumber.kind !== "valid") return trackingNumber;
  const order = await findOrder(ports, input.orderId, writerOf(caller));
  if (!order) return { kind: "order-not-found" };

  const orderId = encodeOrderId(order);
  const labels = { carrier: carrier.label, trackingNumber: trackingNumber.label };
  const fulfilment = { order: { buyerId: order.buyerId, id: order.id }, id: ports.newId() };
  const claim = {
    caller: keyOwner(caller, "staff"),
    operation: "fulfilOrder",
    key: input.idempotencyKey,
    input: { orderId, lines: wanted, ...labels },
    resultId: encodeFulfilmentId(fulfilment),
  };
  const once = await ports.once<Refusal>(claim, async (transaction) => {
    const current = await ports.orders.lock(transaction, order);
    if (!current) throw new Error(`The order ${order.number} is gone`);
    const { balances } = await ports.orders.books(transaction, current);
    const plan = planParcel(current, balances, wanted);
    if (plan.kind !== "planned") return plan;
    await ports.fulfilments.insert(transaction, {
      ...fulfilment,
      ...labels,
      status: "PENDING",
      createdAt: ports.now(),
      lines: plan.lines,
    });
    await ports.redrives.later("fulfilment", { fulfilment, attempt: 0 }, firstLookSeconds, transaction);
    return null;
  });
  if (once.kind === "refused") return once.refusal;
  if (once.kind === "reused") return { kind: "key-reused" };

  const key = once.kind === "repeat" ? decodeFulfilmentId(once.resultId) : fulfilment;
  if (!key) throw new Error("An idempotency key of fulfilOrder stands for no fulfilment");
  const call: Call = { caller, requestId, signal: AbortSignal.timeout(deadlineMilliseconds) };
  return { kind: "fulfilled", ...(await shipFulfilment(ports, key, call)) };
}

/** The pieces of the parcel, or why the order cannot be sent. */
function planParcel(
  { status, direction }: Order,
  balances: readonly LineBalance[],
  wanted: readonly LineQuantity[] | null,
): Refusal | { readonly kind: "planned"; readonly lines: readonly LineQuantity[] } {
  if (direction !== "SETTLED")
    return { kind: "not-fulfillable", message: "The order is not decided, or is being undone" };
  if (status !== "CONFIRMED" && status !== "PARTIALLY_SHIPPED") {
    return { kind: "not-fulfillable", message: `The order is ${status}: nothing of it can be sent` };
  }
  const plan = planFulfilment(balances, wanted);
  if (plan.kind === "nothing-left") return { kind: "not-fulfillable", message: "Nothing of the order is left to send" };
  return plan.kind === "invalid" ? invalidQuantity(plan) : plan;
}
