import type { Caller } from "@angidi/subgraph";
import { accessTo } from "../domain/access.ts";
import type { LineQuantity } from "../domain/lineBalance.ts";
import type { Order } from "../domain/order.ts";
import { decodeReturnId, encodeOrderId, encodeReturnId } from "../domain/orderId.ts";
import type { OrderReturn, ReturnReason } from "../domain/orderReturn.ts";
import { isWithinWindow, planReturn } from "../domain/returnPlan.ts";
import { returnEntry } from "../domain/timeline.ts";
import type { Ports } from "../ports.ts";
import { checkQuantities, invalidQuantity } from "./quantities.ts";
import { checkKey, type InvalidInput, readText } from "./refusal.ts";
import { actorOf, findOrder, orderKeyOwner, writerOf } from "./viewer.ts";

/** Which pieces somebody wants to send back, and why. */
export interface ReturnInput {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly lines: readonly LineQuantity[];
  readonly reason: ReturnReason;
  readonly comment?: string | null;
}

/** What came of it. */
export type RequestReturnOutcome =
  | { readonly kind: "requested"; readonly order: Order; readonly wanted: OrderReturn }
  | { readonly kind: "not-returnable"; readonly message: string }
  | { readonly kind: "order-not-found" }
  | { readonly kind: "key-reused" }
  | InvalidInput;

type RequestPorts = Pick<Ports, "orders" | "returns" | "timeline" | "once" | "now" | "newId" | "returnWindowDays">;
type Refusal = Extract<RequestReturnOutcome, { kind: "not-returnable" | "invalid-input" }>;

/**
 * Asks to send pieces back that have arrived. They are spoken for under the lock of the order's row, so that no piece is in
 * two returns. Shoppers may within the window, staff for them at any time.
 */
export async function requestReturn(
  ports: RequestPorts,
  input: ReturnInput,
  caller: Caller,
): Promise<RequestReturnOutcome> {
  const lines = input.lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  const comment = input.comment?.trim() ? readText("comment", input.comment) : null;
  const wrong = checkKey(input.idempotencyKey) ?? checkQuantities(lines);
  if (wrong) return wrong;
  if (comment && comment.kind !== "valid") return comment;
  const order = await findOrder(ports, input.orderId, writerOf(caller));
  if (!order) return { kind: "order-not-found" };

  const key = { order: { buyerId: order.buyerId, id: order.id }, id: ports.newId() };
  const orderId = encodeOrderId(order);
  const said = { reason: input.reason, comment: comment?.text ?? null };
  const claim = {
    ...orderKeyOwner(caller, order),
    operation: "requestReturn",
    key: input.idempotencyKey,
    input: { orderId, lines, ...said },
    resultId: encodeReturnId(key),
  };
  const once = await ports.once<Refusal>(claim, async (transaction) => {
    const current = await ports.orders.lock(transaction, order);
    if (!current) throw new Error(`The order ${order.number} is gone`);
    const { deliveredAt, lines: returnable } = await ports.returns.returnable(transaction, current);
    const isStaff = accessTo(current, writerOf(caller)) === "staff";
    const obstacle = obstacleOf(current, deliveredAt, isStaff, ports);
    if (obstacle) return { kind: "not-returnable", message: obstacle };
    const { balances } = await ports.orders.books(transaction, current);
    const plan = planReturn(balances, returnable, lines);
    if (plan.kind === "invalid") return invalidQuantity(plan);

    const nothingYet = { note: null, restockingFee: 0, refundId: null };
    const wanted: OrderReturn = {
      ...{ ...key, status: "REQUESTED", ...said, ...nothingYet, requestedAt: ports.now(), lines: plan.lines },
    };
    await ports.returns.insert(transaction, wanted);
    await ports.timeline.append(transaction, current, [returnEntry(wanted, actorOf(caller, current), said.comment)]);
    return null;
  });
  if (once.kind === "refused") return once.refusal;
  if (once.kind === "reused") return { kind: "key-reused" };
  const wanted = await ports.returns.find((once.kind === "repeat" && decodeReturnId(once.resultId)) || key);
  if (!wanted) throw new Error("An idempotency key of requestReturn stands for no return");
  return { kind: "requested", order, wanted };
}

/** Why nothing of the order can be sent back now, or null. */
function obstacleOf(
  { direction }: Order,
  deliveredAt: Date | null,
  isStaff: boolean,
  { now, returnWindowDays }: RequestPorts,
): string | null {
  if (direction !== "SETTLED") return "The order is being changed; try again when that is done";
  if (!deliveredAt) return "Nothing of the order has arrived yet";
  if (isStaff || isWithinWindow(deliveredAt, now(), returnWindowDays)) return null;
  return `Pieces may be sent back for ${returnWindowDays} days after they arrived`;
}
