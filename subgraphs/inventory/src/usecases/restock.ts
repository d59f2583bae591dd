import { type Shortage, sumBySku } from "../domain/draw.ts";
import { areLines } from "../domain/limits.ts";
import { type RestockLine, restocking } from "../domain/restocking.ts";
import type { Ports } from "../ports.ts";
import { changeStock } from "./steps/changeStock.ts";
import { heldBy } from "./steps/heldBy.ts";

export interface Restock {
  readonly restockId: string;
  readonly orderId: string;
  readonly lines: readonly RestockLine[];
}

export type RestockResult =
  | { readonly kind: "restocked" }
  /** The order has not so many to give back. */
  | { readonly kind: "not-held"; readonly shortages: readonly Shortage[] }
  | { readonly kind: "invalid-lines" };

/** Takes units of an order back: shipped ones raise what is on hand, others lower what is reserved. Once by restock id. */
export async function restock(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  { restockId, orderId, lines }: Restock,
): Promise<RestockResult> {
  if (!areLines(lines)) return { kind: "invalid-lines" };

  return store.transaction(async (transaction): Promise<RestockResult> => {
    const { reservations } = transaction;
    // Lines that came in while there was no reservation to lock are not ours to move: whoever releases them holds the lock.
    const isHeld = (await reservations.lock(orderId)) !== undefined;
    const request = { kind: "RESTOCK", id: restockId, orderId } as const;
    if (await reservations.outcomeOf(request)) return { kind: "restocked" };

    const stock = await transaction.stock.lock(sumBySku(lines).map(({ sku }) => sku));
    const own = isHeld ? await heldBy(transaction, [orderId], stock) : { lines: [], backorders: [] };
    const plan = restocking(orderId, own, lines);
    if (plan.kind === "short") return { kind: "not-held", shortages: plan.shortages };

    const { moved, backorders } = plan;
    const occasion = { reference: restockId };
    await changeStock(transaction, stock, { moved, backorders, request, occasion }, lowStockThreshold);
    return { kind: "restocked" };
  });
}
