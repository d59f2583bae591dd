import type { StockWrite } from "../../data/stockWrite.ts";
import type { StoreTransaction } from "../../data/store.ts";
import { movementEntries, reservationEntries, type StockEntry } from "../../domain/ledger.ts";
import { backorderedBy } from "../../domain/reservation.ts";
import { serveInLine } from "../../domain/serveInLine.ts";
import { available, changesBy, type SkuStock, type StockChange, totalsOf } from "../../domain/stock.ts";
import { stockEvents } from "../../events/stockEvents.ts";

/** What changes of locked SKUs: counts by entries of their own, what orders hold and wait for by what is done to it. */
export type StockChanges = Partial<Pick<StockWrite, "added" | "moved" | "backorders" | "occasion" | "request">> & {
  readonly entries?: readonly StockEntry[];
};

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
  const changed = await write(transaction, stock, changes, lowStockThreshold);
  const free = changed.flatMap(({ after }) => freeUnitsOf(after));
  if (free.length === 0) return;
  const inLine = await transaction.reservations.inLine(free);
  const served = serveInLine(
    changed.map(({ after }) => after),
    inLine,
  );
  if (served.stock.length > 0) await write(transaction, served.stock, served, lowStockThreshold);
}

async function write(
  { stock: repository }: StoreTransaction,
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

/** What lies free of a SKU that is waited for. */
function freeUnitsOf(stock: SkuStock): { readonly sku: string; readonly units: number | null }[] {
  if (stock.backordered === 0) return [];
  const { available: units } = totalsOf(stock);
  const isFree = units === null || stock.levels.some((level) => available(level)! > 0);
  return isFree ? [{ sku: stock.sku, units }] : [];
}
