import type { Caller } from "@angidi/subgraph";
import type { Fulfilment } from "../domain/fulfilment.ts";
import { planFulfilment } from "../domain/fulfilmentPlan.ts";
import type { LineBalance, LineQuantity } from "../domain/lineBalance.ts";
import type { Order } from "../domain/order.ts";
import { decodeFulfilmentId, encodeFulfilmentId, encodeOrderId } from "../domain/orderId.ts";
import { firstLookSeconds, requestMilliseconds } from "../domain/retryPolicy.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import type { SkuShortage } from "../services/inventory.ts";
import { type DrivePorts, driveSaga } from "./driveSaga.ts";
import { checkQuantities, invalidQuantity } from "./quantities.ts";
import { checkKey, type InvalidInput, readLabel } from "./refusal.ts";
import { actorOf, findOrder, keyOwner, writerOf } from "./viewer.ts";

/** What staff ask to send. */
export interface FulfilInput {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly lines?: readonly LineQuantity[] | null;
  /** Where it is sent from; from wherever its goods are unless said. */
  readonly warehouseId?: string | null;
  readonly carrier?: string | null;
  readonly trackingNumber?: string | null;
}

/** What came of it. */
export type FulfilOrderOutcome =
  | { readonly kind: "fulfilled"; readonly order: Order; readonly fulfilment: Fulfilment }
  | { readonly kind: "not-fulfillable"; readonly message: string; readonly field: "orderId" | "warehouseId" }
  | { readonly kind: "order-not-found" }
  | { readonly kind: "key-reused" }
  | InvalidInput;

type FulfilPorts = DrivePorts & Pick<Ports, "once" | "redrives" | "now" | "newId">;
type Refusal = Extract<FulfilOrderOutcome, { kind: "not-fulfillable" | "invalid-input" }>;

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
  const warehouse = readLabel("warehouseId", input.warehouseId);
  const wrong = checkKey(input.idempotencyKey) ?? checkQuantities(wanted);
  if (wrong) return wrong;
  if (carrier.kind !== "valid") return carrier;
  if (trackingNumber.kind !== "valid") return trackingNumber;
  if (warehouse.kind !== "valid") return warehouse;
  const order = await findOrder(ports, input.orderId, writerOf(caller));
  if (!order) return { kind: "order-not-found" };

  const orderId = encodeOrderId(order);
  const call: Call = { caller, requestId, signal: AbortSignal.timeout(requestMilliseconds) };
  const warehouseId = warehouse.label;
  const there = warehouseId && !wanted ? await ports.inventory.heldAt(orderId, warehouseId, call) : null;
  const labels = { carrier: carrier.label, trackingNumber: trackingNumber.label };
  const fulfilment = { order: { buyerId: order.buyerId, id: order.id }, id: ports.newId() };
  const claim = {
    caller: keyOwner(caller, "staff"),
    operation: "fulfilOrder",
    key: input.idempotencyKey,
    input: { orderId, lines: wanted, ...labels, ...(warehouseId && { warehouseId }) },
    resultId: encodeFulfilmentId(fulfilment),
  };
  const once = await ports.once<Refusal>(claim, async (transaction) => {
    const current = await ports.orders.lock(transaction, order);
    if (!current) throw new Error(`The order ${order.number} is gone`);
    const { balances } = await ports.orders.books(transaction, current);
    const plan = planParcel(current, balances, wanted, there);
    if (plan.kind !== "planned") return plan;
    await ports.fulfilments.insert(transaction, {
      ...fulfilment,
      ...labels,
      warehouseId,
      status: "PENDING",
      actor: actorOf(caller, current),
      createdAt: ports.now(),
      lines: plan.lines,
    });
    await ports.redrives.later("fulfilment", { ...fulfilment, attempt: 0 }, firstLookSeconds, transaction);
    return null;
  });
  if (once.kind === "refused") return once.refusal;
  if (once.kind === "reused") return { kind: "key-reused" };

  const key = once.kind === "repeat" ? decodeFulfilmentId(once.resultId) : fulfilment;
  if (!key) throw new Error("An idempotency key of fulfilOrder stands for no fulfilment");
  const { fulfilment: saga } = ports.sagas;
  const parcel = await saga.find(key, ports);
  const shipped = parcel && (await driveSaga(saga, ports, parcel, call)).subject;
  // A parcel that is not there, or not any more, was taken back: by this request or by an earlier one with its key.
  if (!shipped || shipped.notHere) {
    return notFulfillable(notHere(shipped?.notHere ?? [], warehouseId), warehouseId ? "warehouseId" : "orderId");
  }
  return { kind: "fulfilled", order: shipped.order, fulfilment: shipped.fulfilment };
}

/** The pieces of the parcel, or why the order cannot be sent. */
function planParcel(
  { status, direction }: Order,
  balances: readonly LineBalance[],
  wanted: readonly LineQuantity[] | null,
  there: ReadonlyMap<string, number> | null,
): Refusal | { readonly kind: "planned"; readonly lines: readonly LineQuantity[] } {
  if (direction !== "SETTLED") return notFulfillable("The order is not decided, or is being undone");
  if (status !== "CONFIRMED" && status !== "PARTIALLY_SHIPPED") {
    return notFulfillable(`The order is ${status}: nothing of it can be sent`);
  }
  const plan = planFulfilment(balances, wanted, there);
  if (plan.kind === "nothing-left") return notFulfillable("Nothing of the order is left to send");
  if (plan.kind === "nothing-there") {
    return notFulfillable("Nothing of what is left to send lies in this warehouse", "warehouseId");
  }
  return plan.kind === "invalid" ? invalidQuantity(plan) : plan;
}

/** Why a parcel could not be sent. Inventory tells the figures once: a repeat is told the fact alone. */
function notHere(shortages: readonly SkuShortage[], warehouseId: string | null): string {
  const where = warehouseId ? "in this warehouse" : "in stock yet";
  const figures = shortages.map(({ sku, requested, available }) => `${available} of ${requested} of ${sku}`);
  const what = [`Not all of these pieces are ${where}`, figures.join(", ")].filter(Boolean).join(": ");
  return `${what}. When they are, ask with another idempotency key`;
}

function notFulfillable(message: string, field: "orderId" | "warehouseId" = "orderId") {
  return { kind: "not-fulfillable", message, field } as const;
}
