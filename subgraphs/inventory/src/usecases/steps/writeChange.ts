import type { StockWrite } from "../../data/stockWrite.ts";
import type { StoreTransaction } from "../../data/store.ts";
import { movementEntries, reservationEntries, type StockEntry } from "../../domain/ledger.ts";
import { backorderedBy } from "../../domain/reservation.ts";
import { changesBy, type SkuStock, type StockChange } from "../../domain/stock.ts";
import { stockEvents } from "../../events/stockEvents.ts";

/** What changes of locked SKUs: counts by entries of their own, what orders hold and wait for by what is done to it. */
export type StockChanges = Partial<Pick<StockWrite, "added" | "moved" | "backorders" | "occasion" | "request">> & {
  readonly entries?: readonly StockEntry[];
};

/** Writes a change of locked SKUs with its rows of the ledger and its events, and gives what it makes of them. */
export async function writeChange(
  { stock: repository }: Pick<StoreTransaction, "stock">,
  stock: readonly SkuStock[],
  { entries = [], added = [], moved = [], backorders = [], occasion, request }: StockChanges,
  lowStockThreshold: number,
): Promise<StockChange[]> {
  const all = [...entries, ...reservationEntries(added), ...movementEntries(stock, moved)];
  const changes = changesBy(stock, all, backorderedBy(backorders));
  const events = stockEvents(changes, lowStockThreshold);
  const parts = { added, moved, backorders, ...(occasion && { occasion }), ...(request && { request }) };
  await repository.write({ entries: all, changes, ...parts, events });
  return changes;
}
