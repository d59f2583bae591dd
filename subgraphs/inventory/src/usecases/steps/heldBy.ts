import type { StoreTransaction } from "../../data/store.ts";
import type { Backorder, ReservationLine } from "../../domain/reservation.ts";
import type { SkuStock } from "../../domain/stock.ts";

/**
 * What orders hold and wait for. Read when the SKUs are locked, since a piece that was waited for may have become one that
 * is held until then. Who waits is asked only where the SKUs say that somebody does.
 */
export async function heldBy(
  { reservations }: StoreTransaction,
  orderIds: readonly string[],
  locked: readonly SkuStock[],
): Promise<{ readonly lines: ReservationLine[]; readonly backorders: Backorder[] }> {
  const lines = await reservations.linesOf(orderIds);
  const isWaitedFor = locked.some(({ backordered }) => backordered > 0);
  return { lines, backorders: isWaitedFor ? await reservations.backordersOf(orderIds) : [] };
}
