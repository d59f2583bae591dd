import type { Caller } from "@angidi/subgraph";
import type { Order } from "../domain/order.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { type EditChangesInput, readChanges } from "./editInput.ts";
import { type PlannedEdit, planEdit, readBooks } from "./planEdit.ts";
import { findOrder, writerOf } from "./viewer.ts";

/** What an edit would come to. */
export type QuoteOrderEditOutcome =
  | (Extract<PlannedEdit, { kind: "planned" }> & { readonly order: Order })
  | Exclude<PlannedEdit, { kind: "planned" }>
  | { readonly kind: "order-not-found" };

const deadlineMilliseconds = 5_000;

/** Says what an order would consist of and cost after an edit, without doing it. */
export async function quoteOrderEdit(
  ports: Pick<Ports, "orders" | "carts" | "transaction" | "newId">,
  input: EditChangesInput,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<QuoteOrderEditOutcome> {
  const read = readChanges(input);
  if (read.kind !== "valid") return read;
  const order = await findOrder(ports, input.orderId, writerOf(caller));
  if (!order) return { kind: "order-not-found" };

  const call: Call = { caller, requestId, signal: AbortSignal.timeout(deadlineMilliseconds) };
  const plan = await planEdit(ports, await readBooks(ports, order), read.changes, call);
  return plan.kind === "planned" ? { ...plan, order } : plan;
}
