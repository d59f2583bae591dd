import { isId } from "@angidi/datastores";
import type { Caller } from "@angidi/subgraph";
import type { OrderEdit } from "../domain/orderEdit.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import { firstLookSeconds, requestMilliseconds } from "../domain/retryPolicy.ts";
import { entry } from "../domain/timeline.ts";
import type { Ports } from "../ports.ts";
import type { EditOfOrder } from "../saga/edit.ts";
import type { Call } from "../services/call.ts";
import { type DrivePorts, driveByKey } from "./driveSaga.ts";
import { checkKey, type InvalidInput } from "./refusal.ts";
import { actorOf, findOrder, orderKeyOwner, writerOf } from "./viewer.ts";

/** Which edit of which order to call off. */
export interface CancelEditInput {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly editId: string;
}

/** What came of it. The edit is REFUSED once all is given back; from here on it cannot but become so. */
export type CancelOrderEditOutcome =
  | ({ readonly kind: "cancelled" } & EditOfOrder)
  | { readonly kind: "not-cancellable"; readonly message: string }
  | { readonly kind: "order-not-found" }
  | { readonly kind: "key-reused" }
  | InvalidInput;

type CancelEditPorts = DrivePorts & Pick<Ports, "once">;
type Refusal = Extract<CancelOrderEditOutcome, { kind: "not-cancellable" }>;

/**
 * Calls an edit off that is not applied yet, such as one that waits for the shopper. It is turned round by one change of its row, as
 * it is applied by one, so that of a cancellation and a payment that is completed at the same time exactly one wins. What was
 * held or taken for it goes back. To call an edit off that is called off already changes nothing.
 */
export async function cancelOrderEdit(
  ports: CancelEditPorts,
  { idempotencyKey, orderId: asked, editId }: CancelEditInput,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<CancelOrderEditOutcome> {
  const wrongKey = checkKey(idempotencyKey);
  if (wrongKey) return wrongKey;
  const order = await findOrder(ports, asked, writerOf(caller));
  if (!order) return { kind: "order-not-found" };

  const key = { order: { buyerId: order.buyerId, id: order.id }, id: editId.toLowerCase() };
  const claim = {
    ...orderKeyOwner(caller, order),
    operation: "cancelOrderEdit",
    key: idempotencyKey,
    input: { orderId: encodeOrderId(order), editId: key.id },
    resultId: key.id,
  };
  const once = await ports.once<Refusal>(claim, async (transaction) => {
    const current = await ports.orders.lock(transaction, order);
    if (!current) throw new Error(`The order ${order.number} is gone`);
    const edit = isId(key.id) ? await ports.edits.find(key.order, key.id, transaction) : null;
    if (!edit) return notCancellable("The order has no such edit");
    if (edit.undoReason?.kind === "CALLED_OFF") return null;
    const turned = await ports.edits.turnRound(edit, { kind: "CALLED_OFF" }, transaction);
    if (!turned) return notCancellable(whyNot((await ports.edits.find(key.order, key.id, transaction)) ?? edit));
    const told = entry("EDIT", actorOf(caller, current), { reference: key.id, state: "CALLED_OFF" });
    await ports.timeline.append(transaction, key.order, [told]);
    await ports.redrives.later("edit", { ...key, attempt: 0 }, firstLookSeconds, transaction);
    return null;
  });
  if (once.kind === "refused") return once.refusal;
  if (once.kind === "reused") return { kind: "key-reused" };
  const call: Call = { caller, requestId, signal: AbortSignal.timeout(requestMilliseconds) };
  return { kind: "cancelled", ...(await driveByKey(ports.sagas.edit, ports, key, call)).subject };
}

/** By how the edit has come to stand while its turning round was tried. */
function whyNot({ outcome, undoReason }: OrderEdit): string {
  if (outcome === "REFUSED" || undoReason) return "The edit has come to nothing already";
  return "The edit is done already: the order is what it says";
}

function notCancellable(message: string): Refusal {
  return { kind: "not-cancellable", message };
}
