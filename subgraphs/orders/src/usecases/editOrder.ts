import type { Caller } from "@angidi/subgraph";
import type { Order } from "../domain/order.ts";
import { isDecidedEdit, type OrderEdit } from "../domain/orderEdit.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import { firstLookSeconds, requestMilliseconds } from "../domain/retryPolicy.ts";
import type { Ports } from "../ports.ts";
import type { EditOfOrder } from "../saga/edit.ts";
import type { Call } from "../services/call.ts";
import { type DrivePorts, driveByKey, driveSaga } from "./driveSaga.ts";
import { type EditInput, type EditRequest, readEdit } from "./editInput.ts";
import { changeSince, type EditPlan, editObstacleOf, type PlannedEdit, planEdit, readBooks } from "./planEdit.ts";
import { actorOf, findOrder, orderKeyOwner, writerOf } from "./viewer.ts";
import { whenDecided } from "./whenDecided.ts";

/** What came of it. An edit that is neither applied nor refused within the request is gone on with by a job. */
export type EditOrderOutcome =
  | ({ readonly kind: "edited" | "action-required" | "refused" } & EditOfOrder)
  | { readonly kind: "payment-missing"; readonly due: number; readonly currency: string }
  | {
      readonly kind: "price-changed";
      readonly expected: NonNullable<EditRequest["expectedTotal"]>;
      readonly actual: { readonly amount: number; readonly currency: string };
    }
  | Exclude<PlannedEdit, { kind: "planned" }>
  | { readonly kind: "order-not-found" }
  | { readonly kind: "key-reused" };

type EditPorts = DrivePorts & Pick<Ports, "once" | "findKey" | "newId">;
type Refusal = Extract<EditOrderOutcome, { kind: "not-editable" }>;

/**
 * Edits an order that was not sent, once per idempotency key, and drives that until it is decided. The terms are quoted
 * before the edit begins; should the order have changed meanwhile, nothing is begun and the caller is asked to try again.
 */
export async function editOrder(
  ports: EditPorts,
  input: EditInput,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<EditOrderOutcome> {
  const read = readEdit(input);
  if (read.kind !== "valid") return read;
  const order = await findOrder(ports, input.orderId, writerOf(caller));
  if (!order) return { kind: "order-not-found" };

  const orderId = encodeOrderId(order);
  const claim = {
    ...orderKeyOwner(caller, order),
    operation: "editOrder",
    key: input.idempotencyKey,
    input: { orderId, ...read.request },
  };
  const call: Call = { caller, requestId, signal: AbortSignal.timeout(requestMilliseconds) };
  const repeat = async (): Promise<EditOrderOutcome | null> => {
    const known = await ports.findKey(claim);
    if (known.kind === "reused") return { kind: "key-reused" };
    return known.kind === "repeat" ? begunBefore(ports, order, known.resultId, call) : null;
  };
  const earlier = await repeat();
  if (earlier) return earlier;

  const before = await readBooks(ports, order);
  const plan = agreed(await planEdit(ports, before, read.request, call), order, read.request);
  // Looked up again before anything is refused: a parallel request with the same key may have begun the edit.
  if (plan.kind !== "planned") return (await repeat()) ?? plan;

  const edit = newEdit(ports, before.order, plan, read.request, call);
  const once = await ports.once<Refusal>({ ...claim, resultId: edit.id }, async (transaction) => {
    const current = await ports.orders.lock(transaction, order);
    if (!current) throw new Error(`The order ${order.number} is gone`);
    const books = await ports.orders.books(transaction, current);
    const obstacle = editObstacleOf(current, books) ?? changeSince(before, { order: current, books });
    if (obstacle) return { kind: "not-editable", message: obstacle };
    await ports.edits.begin(transaction, edit);
    const firstLook = Math.min(firstLookSeconds, ports.actionTimeoutSeconds);
    await ports.redrives.later("edit", { order: edit.order, id: edit.id, attempt: 0 }, firstLook, transaction);
    return null;
  });
  if (once.kind === "refused") return once.refusal;
  if (once.kind === "reused") return { kind: "key-reused" };
  if (once.kind === "repeat") return begunBefore(ports, order, once.resultId, call);
  const { subject } = await driveByKey(ports.sagas.edit, ports, edit, call);
  // What the order costs less goes back at once; there is a job for it as well.
  if (subject.edit.outcome === "APPLIED" && edit.back > 0) await driveByKey(ports.sagas.refund, ports, edit, call);
  return outcomeOf(subject);
}

/** The plan, or why it is not what the client wants. */
function agreed(
  plan: PlannedEdit,
  { currency }: Order,
  { expectedTotal, payment }: EditRequest,
): EditPlan | EditOrderOutcome {
  if (plan.kind !== "planned") return plan;
  const actual = { amount: plan.terms.total, currency };
  if (expectedTotal && (expectedTotal.amount !== actual.amount || expectedTotal.currency !== currency)) {
    return { kind: "price-changed", expected: expectedTotal, actual };
  }
  return plan.due > 0 && !payment ? { kind: "payment-missing", due: plan.due, currency } : plan;
}

function newEdit(
  { newId, now }: EditPorts,
  order: Order,
  { terms, stockBefore, stockAfter, due, back }: EditPlan,
  { payment }: EditRequest,
  { caller }: Call,
): OrderEdit {
  return {
    order: { buyerId: order.buyerId, id: order.id },
    id: newId(),
    direction: "FORWARD",
    outcome: null,
    undoReason: null,
    ...{ terms, stockBefore, stockAfter, due, back },
    redemptionsBefore: order.redemptions,
    paymentProvider: payment?.provider ?? null,
    paymentMethod: payment?.paymentMethod ?? null,
    paymentAction: null,
    actor: actorOf(caller, order),
    createdAt: now(),
  };
}

/** The edit of a key that was used before, once it is decided. */
async function begunBefore(ports: EditPorts, order: Order, id: string, call: Call): Promise<EditOrderOutcome> {
  const awaited = {
    id,
    async find() {
      const subject = await ports.sagas.edit.find({ order, id }, ports);
      if (!subject) throw new Error(`The edit ${id} of an idempotency key is gone`);
      return subject;
    },
    isDecided: ({ edit }: EditOfOrder) => isDecidedEdit(edit),
    beganAt: ({ edit }: EditOfOrder) => edit.createdAt,
    goOn: (subject: EditOfOrder) => driveSaga(ports.sagas.edit, ports, subject, call),
  };
  return outcomeOf(await whenDecided(awaited, ports, call));
}

/** The answer by how the edit stands: the same for the request and all its repeats. */
function outcomeOf({ order, edit }: EditOfOrder): EditOrderOutcome {
  if (edit.undoReason) return { kind: "refused", order, edit };
  const waits = edit.outcome === null && edit.paymentAction !== null;
  return { kind: waits ? "action-required" : "edited", order, edit };
}
