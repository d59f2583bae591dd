import type { Caller } from "@angidi/subgraph";
import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import { entry } from "../domain/timeline.ts";
import type { Ports } from "../ports.ts";
import { checkKey, type InvalidInput, readText } from "./refusal.ts";
import { actorOf, findOrder, keyOwner, writerOf } from "./viewer.ts";

/** What staff write, on which order. */
export interface NoteInput {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly text: string;
  readonly visibleToShopper?: boolean;
}

/** What came of it. */
export type AddOrderNoteOutcome =
  | { readonly kind: "added"; readonly order: Order }
  | { readonly kind: "order-not-found" }
  | { readonly kind: "key-reused" }
  | InvalidInput;

/** Writes a note on an order: an entry of its timeline, once per key. */
export async function addOrderNote(
  ports: Pick<Ports, "orders" | "once" | "timeline">,
  { idempotencyKey, orderId, text, visibleToShopper = false }: NoteInput,
  caller: Caller,
): Promise<AddOrderNoteOutcome> {
  const wrongKey = checkKey(idempotencyKey);
  if (wrongKey) return wrongKey;
  const read = readText("text", text);
  if (read.kind !== "valid") return read;
  const order = await findOrder(ports, orderId, writerOf(caller));
  if (!order) return { kind: "order-not-found" };

  const claim = {
    caller: keyOwner(caller, "staff"),
    operation: "addOrderNote",
    key: idempotencyKey,
    input: { orderId, text: read.text, visibleToShopper },
    resultId: encodeOrderId(order),
  };
  const note = entry("NOTE", actorOf(caller, order), { text: read.text }, visibleToShopper ? "SHOPPER" : "STAFF");
  const once = await ports.once<never>(claim, async (transaction) => {
    await ports.timeline.append(transaction, order, [note]);
    return null;
  });
  return once.kind === "reused" ? { kind: "key-reused" } : { kind: "added", order };
}
