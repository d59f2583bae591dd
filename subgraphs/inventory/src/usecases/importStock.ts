import { isId } from "@angidi/datastores";
import { mostUnits } from "../domain/limits.ts";
import { recount } from "../domain/recount.ts";
import type { Ports } from "../ports.ts";
import { changeStock } from "./steps/changeStock.ts";

export interface ImportedLevel {
  readonly sku: string;
  /** Null: without limit. */
  readonly onHand?: number | null;
}

/**
 * Sets the stock of many SKUs in one warehouse, the main one unless said, and gives of how many it is another than
 * before. Files come from elsewhere: a shop that has oversold exports negative counts, which are none here.
 */
export async function importStock(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  levels: readonly ImportedLevel[],
  warehouseId: string | null = null,
): Promise<{ readonly changed: number } | "no-warehouse"> {
  if (levels.length === 0) return { changed: 0 };
  const onHand = new Map(levels.map((level) => [level.sku, countOf(level)]));

  return store.transaction(async (transaction) => {
    const { warehouses, stock } = transaction;
    const warehouse = warehouseId === null ? await warehouses.main() : await warehouseOf(warehouses, warehouseId);
    if (!warehouse) return "no-warehouse";
    const skus = await stock.lockOrAdd([...onHand.keys()]);
    const entries = recount(skus, warehouse.id, onHand, "IMPORT");
    if (entries.length > 0) await changeStock(transaction, skus, { entries }, lowStockThreshold);
    return { changed: entries.length };
  });
}

async function warehouseOf(warehouses: Ports["store"]["warehouses"], id: string) {
  return isId(id) ? warehouses.byId(id) : undefined;
}

function countOf({ onHand }: ImportedLevel): number | null {
  return onHand === null || onHand === undefined ? null : Math.min(Math.max(onHand, 0), mostUnits);
}
