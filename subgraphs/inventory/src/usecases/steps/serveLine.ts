import type { StoreTransaction } from "../../data/store.ts";
import { serveInLine } from "../../domain/serveInLine.ts";
import { freeUnits, isWaitedFor, type SkuStock } from "../../domain/stock.ts";
import { writeChange } from "./writeChange.ts";

/** So many orders get what they wait for in one transaction: some 50 ms, in which nobody else can buy of the SKU. */
export const mostServed = 500;

/**
 * Gives what lies free of locked SKUs to the orders that wait for it, oldest first. Of a line that is longer than one
 * transaction serves, the SKU is noted, and the worker goes on with it; until then the pieces are nobody else's (`asIfServed`).
 */
export async function serveLine(
  transaction: Pick<StoreTransaction, "stock" | "reservations">,
  stock: readonly SkuStock[],
  lowStockThreshold: number,
): Promise<void> {
  const waitedFor = stock.filter(isWaitedFor);
  if (waitedFor.length === 0) return;
  const free = waitedFor.map((each) => ({ sku: each.sku, units: freeUnits(each) }));
  const inLine = await transaction.reservations.inLine(free, mostServed);
  const served = serveInLine(waitedFor, inLine);
  const changed =
    served.stock.length > 0 ? await writeChange(transaction, served.stock, served, lowStockThreshold) : [];
  const after = new Map(changed.map((change) => [change.sku, change.after]));
  const left = waitedFor.filter((each) => isWaitedFor(after.get(each.sku) ?? each));
  if (left.length > 0) await transaction.reservations.noteUnserved(left.map(({ sku }) => sku));
}
