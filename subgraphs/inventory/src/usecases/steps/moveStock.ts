import type { MovementKey } from "../../data/reservations.ts";
import type { StoreTransaction } from "../../data/store.ts";
import { type LineMovement, stockMovement } from "../../domain/reservation.ts";
import { changesBy } from "../../domain/stock.ts";
import { stockEvents } from "../../events/stockEvents.ts";

/** Moves units of reservations that the transaction has locked, and of the stock below them. */
export async function moveStock(
  { stock, reservations }: StoreTransaction,
  movements: readonly LineMovement[],
  lowStockThreshold: number,
  key?: MovementKey,
): Promise<void> {
  const skus = await stock.lock([...new Set(movements.map(({ sku }) => sku))]);
  const changes = changesBy(skus, movements.map(stockMovement));
  await reservations.move(movements, stockEvents(changes, lowStockThreshold), key);
}
