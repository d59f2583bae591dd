import { draw, type Line, type Shortage } from "../domain/draw.ts";
import { areLines } from "../domain/limits.ts";
import { heldPlaces, type LineMovement } from "../domain/reservation.ts";
import type { Ports } from "../ports.ts";
import { moveStock } from "./steps/moveStock.ts";

export interface FulfilStock {
  readonly orderId: string;
  readonly fulfilmentId: string;
  readonly lines: readonly Line[];
}

export type FulfilStockResult =
  | { readonly kind: "fulfilled" }
  /** The order holds less than was shipped, or its reservation is not committed. */
  | { readonly kind: "not-held"; readonly shortages: readonly Shortage[] }
  | { readonly kind: "invalid-lines" };

/** Takes shipped units out of the stock: on hand and reserved both fall. Once for each fulfilment id. */
export async function fulfilStock(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  { orderId, fulfilmentId, lines }: FulfilStock,
): Promise<FulfilStockResult> {
  if (!areLines(lines)) return { kind: "invalid-lines" };

  return store.transaction(async (transaction): Promise<FulfilStockResult> => {
    const { reservations } = transaction;
    const reservation = await reservations.lock(orderId);
    const key = { kind: "FULFILMENT", id: fulfilmentId, orderId } as const;
    if (await reservations.isDone(key)) return { kind: "fulfilled" };

    const held = reservation?.state === "COMMITTED" ? heldPlaces(await reservations.linesOf([orderId])) : [];
    const drawing = draw(lines, held);
    if (drawing.kind === "short") return { kind: "not-held", shortages: drawing.shortages };

    const movements = drawing.portions.map(
      ({ sku, warehouseId, quantity }): LineMovement => ({
        orderId,
        sku,
        warehouseId,
        fulfilled: quantity,
        released: 0,
        returned: 0,
      }),
    );
    await moveStock(transaction, movements, lowStockThreshold, key);
    return { kind: "fulfilled" };
  });
}
