import type { SkuLevels, StockChange, StockLevel } from "./stock.ts";

/**
 * What new counts of a warehouse change: only SKUs whose count is another. A count never falls below what is reserved,
 * which is promised to somebody.
 */
export function recount(
  skus: readonly SkuLevels[],
  warehouseId: string,
  onHand: ReadonlyMap<string, number | null>,
): StockChange[] {
  return skus.flatMap(({ sku, version, levels: before }) => {
    const counted = onHand.get(sku);
    if (counted === undefined) return [];
    const level: StockLevel | undefined = before.find((each) => each.warehouseId === warehouseId);
    const reserved = level?.reserved ?? 0;
    const next = { sku, warehouseId, reserved, onHand: counted === null ? null : Math.max(counted, reserved) };
    if (level && level.onHand === next.onHand) return [];
    return [{ sku, version: version + 1, before, after: [...before.filter((each) => each !== level), next] }];
  });
}
