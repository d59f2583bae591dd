import type { StoreTransaction } from "../../data/store.ts";
import { releaseOf } from "../../domain/reservation.ts";
import { changeStock } from "./changeStock.ts";
import { heldBy } from "./heldBy.ts";

/** Gives back what orders still hold or wait for, within the transaction that has locked their reservations. */
export async function letGo(
  transaction: StoreTransaction,
  orderIds: readonly string[],
  lowStockThreshold: number,
): Promise<void> {
  const stock = await transaction.stock.lockOf(orderIds);
  if (stock.length === 0) return;
  const { lines, backorders } = await heldBy(transaction, orderIds, stock);
  const released = releaseOf(lines, backorders);
  if (released.moved.length + released.backorders.length === 0) return;
  await changeStock(transaction, stock, released, lowStockThreshold);
}
