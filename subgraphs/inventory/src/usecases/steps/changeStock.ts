import type { StoreTransaction } from "../../data/store.ts";
import type { SkuStock } from "../../domain/stock.ts";
import { serveLine } from "./serveLine.ts";
import { type StockChanges, writeChange } from "./writeChange.ts";

/**
 * Writes a change of locked SKUs with its rows of the ledger and its events. What comes free by it goes to the orders that
 * wait for it, oldest first, in the same transaction: nobody waits while stock lies there.
 */
export async function changeStock(
  transaction: StoreTransaction,
  stock: readonly SkuStock[],
  changes: StockChanges,
  lowStockThreshold: number,
): Promise<void> {
  const changed = await writeChange(transaction, stock, changes, lowStockThreshold);
  await serveLine(
    transaction,
    changed.map(({ after }) => after),
    lowStockThreshold,
  );
}
