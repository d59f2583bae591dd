import type { StoreTransaction } from "../../data/store.ts";
import { releaseOf } from "../../domain/reservation.ts";
import { moveStock } from "./moveStock.ts";

/** Gives back what orders still hold, within the transaction that has locked their reservations. */
export async function letGo(
  transaction: StoreTransaction,
  orderIds: readonly string[],
  lowStockThreshold: number,
): Promise<void> {
  const movements = releaseOf(await transaction.reservations.linesOf(orderIds));
  if (movements.length > 0) await moveStock(transaction, movements, lowStockThreshold);
}
