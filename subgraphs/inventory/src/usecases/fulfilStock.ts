import { draw, type Line, type Shortage, sumBySku } from "../domain/draw.ts";
import { areLines } from "../domain/limits.ts";
import { type Backorder, heldPlaces, type ReservationLine, unmoved } from "../domain/reservation.ts";
import type { Ports } from "../ports.ts";
import { changeStock } from "./steps/changeStock.ts";
import { heldBy } from "./steps/heldBy.ts";

export interface FulfilStock {
  readonly orderId: string;
  readonly fulfilmentId: string;
  readonly lines: readonly Line[];
  /** Where it was sent from; wherever it is reserved unless said. */
  readonly warehouseId?: string | null;
}

export type FulfilStockResult =
  | { readonly kind: "fulfilled" }
  /**
   * The order is promised so many, but not all of them lie there: they are in other warehouses, or have not come yet. For
   * good: whoever asked may take the parcel back, and a repeat, which is told no shortages, must not send it after all.
   */
  | { readonly kind: "not-here"; readonly shortages: readonly Shortage[] }
  /** The order holds less than was shipped, or its reservation is not committed. */
  | { readonly kind: "not-held"; readonly shortages: readonly Shortage[] }
  | { readonly kind: "invalid-lines" };

/** Takes shipped units out of the stock: on hand and reserved both fall. Once for each fulfilment id. */
export async function fulfilStock(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  { orderId, fulfilmentId, lines, warehouseId = null }: FulfilStock,
): Promise<FulfilStockResult> {
  if (!areLines(lines)) return { kind: "invalid-lines" };

  return store.transaction(async (transaction): Promise<FulfilStockResult> => {
    const { reservations } = transaction;
    const reservation = await reservations.lock(orderId);
    const request = { kind: "FULFILMENT", id: fulfilmentId, orderId } as const;
    const outcome = await reservations.outcomeOf(request);
    if (outcome) return outcome === "done" ? { kind: "fulfilled" } : { kind: "not-here", shortages: [] };

    const stock = await transaction.stock.lock(sumBySku(lines).map(({ sku }) => sku));
    const isCommitted = reservation?.state === "COMMITTED";
    const own = isCommitted ? await heldBy(transaction, [orderId], stock) : { lines: [], backorders: [] };
    const places = heldPlaces(own.lines).filter((place) => warehouseId === null || place.warehouseId === warehouseId);
    const drawing = draw(lines, places);
    if (drawing.kind === "short") {
      if (!isPromised(lines, own)) return { kind: "not-held", shortages: drawing.shortages };
      await reservations.refuse(request);
      return { kind: "not-here", shortages: drawing.shortages };
    }
    const moved = drawing.portions.map((portion) => ({
      ...unmoved({ orderId, ...portion }),
      fulfilled: portion.quantity,
    }));
    await changeStock(transaction, stock, { moved, request, occasion: { reference: fulfilmentId } }, lowStockThreshold);
    return { kind: "fulfilled" };
  });
}

/** Whether the order is to have so many, wherever they are. */
function isPromised(
  wanted: readonly Line[],
  { lines, backorders }: { readonly lines: readonly ReservationLine[]; readonly backorders: readonly Backorder[] },
): boolean {
  const waiting = backorders.map(({ sku, waiting: units }) => ({ sku, warehouseId: "", units }));
  return draw(wanted, [...heldPlaces(lines), ...waiting]).kind === "drawn";
}
