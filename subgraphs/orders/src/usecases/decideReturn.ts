import type { Caller } from "@angidi/subgraph";
import { accessTo, type Viewer } from "../domain/access.ts";
import type { Order } from "../domain/order.ts";
import { decodeReturnId } from "../domain/orderId.ts";
import { canBecome, type OrderReturn, type ReturnStatus } from "../domain/orderReturn.ts";
import { returnEntry } from "../domain/timeline.ts";
import type { Ports } from "../ports.ts";
import { type InvalidInput, readText } from "./refusal.ts";
import { actorOf, writerOf } from "./viewer.ts";

/** What came of a decision on a return. */
export type DecideReturnOutcome =
  | { readonly kind: "decided"; readonly order: Order; readonly wanted: OrderReturn }
  /** The return is past that. */
  | { readonly kind: "not-so"; readonly message: string }
  | { readonly kind: "return-not-found" }
  | InvalidInput;

export type DecidePorts = Pick<Ports, "orders" | "returns" | "timeline" | "transaction">;

interface Decision {
  readonly returnId: string;
  readonly status: Extract<ReturnStatus, "APPROVED" | "DECLINED" | "CANCELLED">;
  /** What staff say about it to the shopper. */
  readonly note?: string | null;
}

/**
 * Approves, declines or cancels a return. Doing it again changes nothing. A shopper cancels what is not approved yet, staff
 * also what is approved and never came.
 */
export async function decideReturn(
  ports: DecidePorts,
  { returnId, status, note }: Decision,
  caller: Caller,
): Promise<DecideReturnOutcome> {
  const text = note?.trim() ? readText("note", note) : null;
  if (text && text.kind !== "valid") return text;
  const found = await findReturn(ports, returnId, writerOf(caller));
  if (!found) return { kind: "return-not-found" };

  return ports.transaction(async (transaction): Promise<DecideReturnOutcome> => {
    const order = await ports.orders.lock(transaction, found.order);
    const current = order && (await ports.returns.find(found.wanted, transaction));
    if (!current) throw new Error(`The return ${returnId} is gone`);
    if (current.status === status) return { kind: "decided", order, wanted: current };
    const isTooLate =
      status === "CANCELLED" && current.status !== "REQUESTED" && accessTo(order, writerOf(caller)) !== "staff";
    if (isTooLate || !canBecome(current.status, status)) {
      return { kind: "not-so", message: `The return is ${current.status} and cannot become ${status}` };
    }
    const decided = await ports.returns.advance(transaction, current, { status, note: text?.text ?? null });
    if (!decided) throw new Error(`The return ${returnId} changed under the lock of its order`);
    await ports.timeline.append(transaction, order, [returnEntry(decided, actorOf(caller, order), text?.text)]);
    return { kind: "decided", order, wanted: decided };
  });
}

/** The return of an opaque id with its order, or null when there is none for this viewer. */
export async function findReturn(
  { orders, returns }: Pick<Ports, "orders" | "returns">,
  returnId: string,
  viewer: Viewer,
): Promise<{ readonly order: Order; readonly wanted: OrderReturn } | null> {
  const key = decodeReturnId(returnId);
  const wanted = key && (await returns.find(key));
  const order = wanted && (await orders.find(wanted.order));
  return order && accessTo(order, viewer) !== "none" ? { order, wanted } : null;
}
