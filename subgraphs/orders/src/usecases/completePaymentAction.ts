import { isId } from "@angidi/datastores";
import type { Caller } from "@angidi/subgraph";
import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import { firstLookSeconds, requestMilliseconds } from "../domain/retryPolicy.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { type DrivePorts, driveSaga } from "./driveSaga.ts";
import { findOrder, readerOf } from "./viewer.ts";

/** How the confirmation of an order's payment ended, or of the supplement of an edit of it. */
export interface CompleteInput {
  readonly orderId: string;
  readonly editId?: string | null;
  readonly outcome: "SUCCEEDED" | "FAILED";
}

/** What came of it. */
export type CompletePaymentActionOutcome =
  | { readonly kind: "completed"; readonly order: Order }
  | { readonly kind: "not-required" }
  | { readonly kind: "order-not-found" };

type CompletePorts = DrivePorts & Pick<Ports, "redrives">;

/**
 * Says that the shopper's confirmation ended and drives the order on, which may be sooner than the provider's webhook.
 * The first word counts: once the order is decided a repeat, whatever it says, is answered with the order as it stands.
 */
export async function completePaymentAction(
  ports: CompletePorts,
  input: CompleteInput,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<CompletePaymentActionOutcome> {
  const order = await findOrder(ports, input.orderId, readerOf(caller));
  if (!order) return { kind: "order-not-found" };
  const call: Call = { caller, requestId, signal: AbortSignal.timeout(requestMilliseconds) };
  const { editId, outcome } = input;
  return editId ? completeEdit(ports, order, editId, outcome, call) : completePlacement(ports, order, outcome, call);
}

async function completePlacement(
  ports: CompletePorts,
  order: Order,
  outcome: CompleteInput["outcome"],
  call: Call,
): Promise<CompletePaymentActionOutcome> {
  // Only the test provider takes a client's word; at another it has payments look how the confirmation stands there.
  if (!order.paymentAction) return { kind: "not-required" };
  if (order.direction !== "PLACING") return { kind: "completed", order };

  // Should this process die after payments was told, the job goes on; without it the order would wait for its timeout.
  // One for however many calls: anybody with the order's id can say this as often as they like.
  const work = { ...ports.sagas.placement.keyOf(order), attempt: 0 };
  await ports.redrives.onceMore("payment-moved", "placement", work, firstLookSeconds);
  await ports.payments.settleAction({ orderId: encodeOrderId(order), outcome }, call);
  return { kind: "completed", order: (await driveSaga(ports.sagas.placement, ports, order, call)).subject };
}

/** The same for an edit that waits for its supplement to be paid. */
async function completeEdit(
  ports: CompletePorts,
  order: Order,
  editId: string,
  outcome: CompleteInput["outcome"],
  call: Call,
): Promise<CompletePaymentActionOutcome> {
  const subject = isId(editId) ? await ports.sagas.edit.find({ order, id: editId }, ports) : null;
  if (!subject?.edit.paymentAction) return { kind: "not-required" };
  if (subject.edit.direction !== "FORWARD") return { kind: "completed", order };

  const key = ports.sagas.edit.keyOf(subject);
  await ports.redrives.onceMore("payment-moved", "edit", { ...key, attempt: 0 }, firstLookSeconds);
  await ports.payments.settleAction({ orderId: encodeOrderId(order), supplementId: editId, outcome }, call);
  return { kind: "completed", order: (await driveSaga(ports.sagas.edit, ports, subject, call)).subject.order };
}
