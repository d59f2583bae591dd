import type { Transaction } from "@angidi/datastores";
import { type RefundPart, refundParts } from "../domain/charges.ts";
import type { Order } from "../domain/order.ts";
import type { Ports } from "../ports.ts";

/**
 * Of which payments of a locked order an amount is given back: null for an order that was never edited, which has only its
 * own.
 */
export async function planParts(
  { edits }: Pick<Ports, "edits">,
  transaction: Transaction,
  order: Order,
  amount: number,
): Promise<RefundPart[] | null> {
  return order.revision === 1 ? null : refundParts(await edits.charges(transaction, order), amount);
}
