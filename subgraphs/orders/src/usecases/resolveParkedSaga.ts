import type { Caller } from "@angidi/subgraph";
import { type ByHand, type ByHandOutcome, mustBeRefunded, outsideParts, resolutionsOf } from "../domain/byHand.ts";
import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import { parkedKey, type SagaName } from "../domain/parked.ts";
import type { Refund } from "../domain/refund.ts";
import { requestMilliseconds } from "../domain/retryPolicy.ts";
import { entry } from "../domain/timeline.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { type DrivePorts, driveByName } from "./driveSaga.ts";
import { checkKey, type InvalidInput, invalidInput, readText } from "./refusal.ts";
import { actorOf, findOrder, keyOwner, writerOf } from "./viewer.ts";

/** What staff did by hand, about which saga that waited for them. */
export interface ResolveInput {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly saga: SagaName;
  readonly subjectId: string;
  readonly outcome: ByHandOutcome;
  /** Given back outside, where the provider has given the rest of a refund. */
  readonly amount?: { readonly amount: number; readonly currency: string } | null;
  readonly note: string;
}

/** What came of it. */
export type ResolveParkedSagaOutcome =
  | { readonly kind: "resolved"; readonly order: Order }
  | NotResolvable
  | { readonly kind: "order-not-found" }
  | { readonly kind: "key-reused" }
  | InvalidInput;

interface NotResolvable {
  readonly kind: "not-resolvable";
  readonly message: string;
  readonly field: "subjectId" | "outcome";
  readonly resolutions: readonly ByHandOutcome[];
}

type ResolvePorts = DrivePorts & Pick<Ports, "once" | "redrives">;

/**
 * Settles by hand the one step at which a saga waits for staff, and has the platform do the rest: what else the saga holds is
 * let go as ever. Which steps can be settled so, and how, is said by a table (domain/byHand.ts).
 */
export async function resolveParkedSaga(
  ports: ResolvePorts,
  input: ResolveInput,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<ResolveParkedSagaOutcome> {
  const wrongKey = checkKey(input.idempotencyKey);
  if (wrongKey) return wrongKey;
  const note = readText("note", input.note);
  if (note.kind !== "valid") return note;
  const order = await findOrder(ports, input.orderId, writerOf(caller));
  if (!order) return { kind: "order-not-found" };

  const { saga, subjectId: id, outcome } = input;
  const orderId = encodeOrderId(order);
  const refund = await refundBehind(ports, order, input);
  const claim = {
    caller: keyOwner(caller, "staff"),
    operation: "resolveParkedSaga",
    key: input.idempotencyKey,
    input: { orderId, saga, id, outcome, note: note.text, amount: input.amount?.amount ?? null },
    resultId: orderId,
  };
  const key = { order: { buyerId: order.buyerId, id: order.id }, id };
  const once = await ports.once<NotResolvable | InvalidInput>(claim, async (transaction) => {
    const current = await ports.orders.lock(transaction, order);
    if (!current) throw new Error(`The order ${order.number} is gone`);
    const refused = obstacleOf(current, input, refund);
    if (refused) return refused;
    const amount = readAmount(input, current, refund);
    if (typeof amount === "object") return amount;
    const outside = refund && outcome === "REFUNDED_OUTSIDE" ? outsideParts(refund, amount) : [];
    const byHand: ByHand = { outcome, ...(outside.length > 0 && { outside }) };
    const said = { reference: id, state: outcome, text: note.text, ...(outside.length > 0 && { amount }) };
    await ports.parking.resolve(transaction, key.order, parkedKey({ saga, id }), {
      settles: refund ? parkedKey({ saga: "refund", id: refund.id }) : parkedKey({ saga, id }),
      byHand,
      told: entry("STAFF", actorOf(caller, current), said, "STAFF"),
    });
    await ports.redrives.later(saga, { ...key, attempt: 0 }, 0, transaction);
    return null;
  });
  if (once.kind === "refused") return once.refusal;
  if (once.kind === "reused") return { kind: "key-reused" };
  const call: Call = { caller, requestId, signal: AbortSignal.timeout(requestMilliseconds) };
  if (once.kind === "acted") await driveByName(ports, saga, key, call);
  return { kind: "resolved", order: (await ports.orders.find(order)) ?? order };
}

/** The refund whose step it is: the saga's own, or the one that a return leads to. */
async function refundBehind(
  { refunds, returns }: ResolvePorts,
  order: Order,
  input: ResolveInput,
): Promise<Refund | null> {
  if (!(parkedKey({ saga: input.saga, id: input.subjectId }) in order.parked)) return null;
  if (input.saga === "refund") return refunds.find(order, input.subjectId);
  if (input.saga !== "return") return null;
  const refundId = (await returns.find({ order, id: input.subjectId }))?.refundId;
  return refundId ? refunds.find(order, refundId) : null;
}

/** How much of the refund was given back outside, in minor units, or what is wrong with what was said. */
function readAmount(
  { amount, outcome }: ResolveInput,
  { currency }: Order,
  refund: Refund | null,
): number | InvalidInput {
  if (!amount) return refund?.amount ?? 0;
  if (outcome !== "REFUNDED_OUTSIDE" || !refund) {
    return invalidInput(["amount"], "An amount is said of a refund that was given back outside");
  }
  if (amount.currency !== currency) return invalidInput(["amount", "currency"], `The order is in ${currency}`);
  if (amount.amount > 0 && amount.amount <= refund.amount) return amount.amount;
  return invalidInput(["amount", "amount"], `The amount must be from 1 to ${refund.amount}, which the refund is of`);
}

/** Why the saga cannot be settled so, or null. */
function obstacleOf(
  order: Order,
  { saga, subjectId, outcome }: ResolveInput,
  refund: Refund | null,
): NotResolvable | null {
  const parked = order.parked[parkedKey({ saga, id: subjectId })];
  if (!parked || parked.id !== subjectId) return notResolvable("Nothing of the kind waits for staff", "subjectId");
  const resolutions = resolutionsOf(parked);
  if (!resolutions.includes(outcome)) {
    const how = resolutions.length > 0 ? `is settled by one of ${resolutions.join(", ")}` : "can only be tried again";
    return notResolvable(`What waits at "${parked.step}" ${how}`, "outcome", resolutions);
  }
  const obstacle = outcome === "NOT_REFUNDED" && refund ? mustBeRefunded(refund) : null;
  return obstacle === null ? null : notResolvable(obstacle, "outcome", resolutions);
}

function notResolvable(
  message: string,
  field: NotResolvable["field"],
  resolutions: readonly ByHandOutcome[] = [],
): NotResolvable {
  return { kind: "not-resolvable", message, field, resolutions };
}
