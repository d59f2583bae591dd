import { type Money, money } from "@angidi/money";
import type { Caller } from "@angidi/subgraph";
import type { Order } from "../domain/order.ts";
import { encodeReturnId } from "../domain/orderId.ts";
import { canBecome, type OrderReturn } from "../domain/orderReturn.ts";
import type { Refund } from "../domain/refund.ts";
import { firstLookSeconds, requestMilliseconds } from "../domain/retryPolicy.ts";
import { planReceipt, type Received } from "../domain/returnPlan.ts";
import { refundEntry, returnEntry } from "../domain/timeline.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { findReturn } from "./decideReturn.ts";
import { type DrivePorts, driveByKey } from "./driveSaga.ts";
import { planParts } from "./planParts.ts";
import { checkQuantities, invalidQuantity } from "./quantities.ts";
import { checkKey, type InvalidInput, invalidInput } from "./refusal.ts";
import { actorOf, keyOwner, writerOf } from "./viewer.ts";

/** What came back of a return. */
export interface ReceiveInput {
  readonly idempotencyKey: string;
  readonly returnId: string;
  readonly lines: readonly Received[];
  readonly restockingFee?: Money | null;
}

/** What came of it. The return is REFUNDED once stock and money are where they belong, which may be later. */
export type ReceiveReturnOutcome =
  | { readonly kind: "received"; readonly order: Order; readonly wanted: OrderReturn }
  | { readonly kind: "not-so"; readonly message: string }
  | { readonly kind: "return-not-found" }
  | { readonly kind: "key-reused" }
  | InvalidInput;

type ReceivePorts = DrivePorts & Pick<Ports, "once" | "newId">;
type Refusal = Extract<ReceiveReturnOutcome, { kind: "not-so" | "invalid-input" }>;

/**
 * Takes in what came back of a return and has it paid back. What came back and the refund for it are written at once, under
 * the lock of the order's row, with the job that sees to the rest: stock and provider then act once by the ids that
 * were written. A return of which the provider declined the refund is paid by a new refund for the same pieces.
 */
export async function receiveReturn(
  ports: ReceivePorts,
  input: ReceiveInput,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<ReceiveReturnOutcome> {
  const received = input.lines.map(({ lineId, quantity, condition }) => ({ lineId, quantity, condition }));
  const wrong = checkKey(input.idempotencyKey) ?? checkQuantities(received);
  if (wrong) return wrong;
  const found = await findReturn(ports, input.returnId, writerOf(caller));
  if (!found) return { kind: "return-not-found" };
  const fee = input.restockingFee ?? money(0, found.order.currency);
  if (fee.amount < 0 || fee.currency !== found.order.currency) {
    return invalidInput(["restockingFee"], `restockingFee must be 0 or more, in ${found.order.currency}`);
  }

  const key = { order: found.wanted.order, id: found.wanted.id };
  const refundId = ports.newId();
  const claim = {
    caller: keyOwner(caller, "staff"),
    operation: "receiveReturn",
    key: input.idempotencyKey,
    input: { returnId: input.returnId, lines: received, fee: fee.amount },
    resultId: encodeReturnId(key),
  };
  const once = await ports.once<Refusal>(claim, async (transaction) => {
    const order = await ports.orders.lock(transaction, key.order);
    const current = order && (await ports.returns.find(key, transaction));
    if (!current) throw new Error(`The return ${input.returnId} is gone`);
    const obstacle = obstacleOf(order, current);
    if (obstacle) return { kind: "not-so", message: obstacle };
    const books = await ports.orders.books(transaction, order);
    const plan = planReceipt(books.balances, order.total - books.refunded, current.lines, received, fee.amount);
    if (plan.kind === "invalid") return invalidQuantity(plan);
    if (plan.kind === "fee-exceeds") return invalidInput(["restockingFee"], "The fee is more than the pieces cost");
    if (current.status === "REFUND_DECLINED" && !cameBackAlike(current, plan.lines)) {
      return invalidInput(["lines"], "These are not the pieces that came back");
    }

    const { amount, lines } = plan.refund;
    const reason = `Return: ${current.reason}`;
    const refund: Refund = {
      ...{ order, id: refundId, status: "PENDING", amount, reason, createdAt: ports.now(), lines },
      parts: await planParts(ports, transaction, order, amount),
    };
    await ports.refunds.insert(transaction, refund);
    const change = { status: "RECEIVED", restockingFee: fee.amount, refundId, lines: plan.lines } as const;
    const taken = await ports.returns.advance(transaction, current, change);
    if (!taken) throw new Error(`The return ${input.returnId} changed under the lock of its order`);
    const by = actorOf(caller, order);
    await ports.timeline.append(transaction, order, [returnEntry(taken, by), refundEntry(refund, "PENDING", by)]);
    await ports.redrives.later("return", { ...key, attempt: 0 }, firstLookSeconds, transaction);
    return null;
  });
  if (once.kind === "refused") return once.refusal;
  if (once.kind === "reused") return { kind: "key-reused" };

  const call: Call = { caller, requestId, signal: AbortSignal.timeout(requestMilliseconds) };
  const { subject } = await driveByKey(ports.sagas.return, ports, key, call);
  return { kind: "received", ...subject };
}

/** Why nothing can be taken in, or null. */
function obstacleOf({ direction }: Order, { status }: OrderReturn): string | null {
  if (direction !== "SETTLED") return "The order is being changed; try again when that is done";
  return canBecome(status, "RECEIVED") ? null : `The return is ${status}: nothing of it can be received`;
}

function cameBackAlike({ lines }: OrderReturn, told: OrderReturn["lines"]): boolean {
  return lines.every(({ restocked, writtenOff }, index) => {
    const other = told[index];
    return other?.restocked === restocked && other.writtenOff === writtenOff;
  });
}
