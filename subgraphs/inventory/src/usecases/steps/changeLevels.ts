import type { StoreTransaction } from "../../data/store.ts";
import { recount } from "../../domain/recount.ts";
import type { SkuLevels } from "../../domain/stock.ts";
import type { Warehouse } from "../../domain/warehouse.ts";
import { stockEvents } from "../../events/stockEvents.ts";

/** Writes new counts of locked SKUs in one warehouse, those that are another than before, and gives their number. */
export async function changeLevels(
  { stock }: StoreTransaction,
  counted: { readonly skus: readonly SkuLevels[]; readonly warehouse: Warehouse; readonly onHand: Counts },
  lowStockThreshold: number,
): Promise<number> {
  const changes = recount(counted.skus, counted.warehouse.id, counted.onHand);
  if (changes.length === 0) return 0;
  const levels = changes.map(({ sku, after }) => ({
    sku,
    warehouseId: counted.warehouse.id,
    onHand: after.find(({ warehouseId }) => warehouseId === counted.warehouse.id)!.onHand,
  }));
  await stock.set(levels, stockEvents(changes, lowStockThreshold));
  return changes.length;
}

/** Units on hand by SKU; null: without limit. */
export type Counts = ReadonlyMap<string, number | null>;
