import type { StockEntry } from "./ledger.ts";
import type { SkuStock } from "./stock.ts";

/**
 * What new counts of a warehouse change: only SKUs whose count is another. A count never falls below what is reserved,
 * which is promised to somebody.
 */
export function recount(
  stock: readonly SkuStock[],
  warehouseId: string,
  counts: ReadonlyMap<string, number | null>,
  kind: "COUNT" | "IMPORT",
): StockEntry[] {
  return stock.flatMap(({ sku, levels }) => {
    const counted = counts.get(sku);
    if (counted === undefined) return [];
    const level = levels.find((each) => each.warehouseId === warehouseId);
    const next = counted === null ? null : Math.max(counted, level?.reserved ?? 0);
    if (level && level.onHand === next) return [];
    const onHand = (next ?? 0) - (level?.onHand ?? 0);
    return [{ sku, warehouseId, kind, onHand, reserved: 0, hasLimit: next !== null }];
  });
}
