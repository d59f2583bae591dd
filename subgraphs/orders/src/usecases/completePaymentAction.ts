import type { Caller } from "@angidi/subgraph";
import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import { firstLookSeconds } from "../domain/retryPolicy.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { type DrivePorts, driveSaga } from "./driveSaga.ts";
import { findOrder, readerOf } from "./viewer.ts";

/** What came of it. */
export type CompletePaymentActionOutcome =
  | { readonly kind: "completed"; readonly order: Order }
  | { readonly kind: "not-required" }
  | { readonly kind: "order-not-found" };

type CompletePorts = DrivePorts & Pick<Ports, "redrives">;

const deadlineMilliseconds = 10_000;

/**
 * Says how the shopper's confirmation ended and drives the order on. The first word counts: once the order is decided
 * a repeat, whatever it says, is answered with the order as it stands.
 */
export async function completePaymentAction(
  ports: CompletePorts,
  { orderId, outcome }: { readonly orderId: string; readonly outcome: "SUCCEEDED" | "FAILED" },
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<CompletePaymentActionOutcome> {
  const order = await findOrder(ports, orderId, readerOf(caller));
  if (!order) return { kind: "order-not-found" };
  // Other providers tell payments themselves; a client's word would be worth nothing.
  if (!order.paymentAction || order.paymentProvider !== "TEST") return { kind: "not-required" };
  if (order.direction !== "PLACING") return { kind: "completed", order };

  const call: Call = { caller, requestId, signal: AbortSignal.timeout(deadlineMilliseconds) };
  // Should this process die after payments was told, the job goes on; without it the order would wait for its timeout.
  const work = { ...ports.sagas.placement.keyOf(order), attempt: 0 };
  await ports.redrives.later("placement", work, firstLookSeconds);
  await ports.payments.settleAction({ orderId: encodeOrderId(order), outcome }, call);
  return { kind: "completed", order: (await driveSaga(ports.sagas.placement, ports, order, call)).subject };
}
