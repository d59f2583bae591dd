import type { Shortage } from "../domain/draw.ts";
import { areLines } from "../domain/limits.ts";
import { type RestockLine, restocking } from "../domain/restocking.ts";
import type { Ports } from "../ports.ts";
import { moveStock } from "./steps/moveStock.ts";

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
    const key = { kind: "RESTOCK", id: restockId, orderId } as const;
    if (await reservations.isDone(key)) return { kind: "restocked" };

    const plan = restocking(orderId, isHeld ? await reservations.linesOf([orderId]) : [], lines);
    if (plan.kind === "short") return { kind: "not-held", shortages: plan.shortages };

    await moveStock(transaction, plan.movements, lowStockThreshold, key);
    return { kind: "restocked" };
  });
}
