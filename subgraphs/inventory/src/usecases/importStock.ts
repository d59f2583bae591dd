import { mostUnits } from "../domain/limits.ts";
import type { Ports } from "../ports.ts";
import { changeLevels } from "./steps/changeLevels.ts";

export interface ImportedLevel {
  readonly sku: string;
  /** Null: without limit. */
  readonly onHand?: number | null;
}

/**
 * Sets the stock of many SKUs in the main warehouse, and gives of how many it is another than before. Files come from
 * elsewhere: a shop that has oversold exports negative counts, which are none here.
 */
export async function importStock(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  levels: readonly ImportedLevel[],
): Promise<{ readonly changed: number }> {
  if (levels.length === 0) return { changed: 0 };
  const onHand = new Map(levels.map((level) => [level.sku, countOf(level)]));

  const changed = await store.transaction(async (transaction) => {
    const warehouse = await transaction.warehouses.main();
    const skus = await transaction.stock.lockOrAdd([...onHand.keys()]);
    return changeLevels(transaction, { skus, warehouse, onHand }, lowStockThreshold);
  });
  return { changed };
}

function countOf({ onHand }: ImportedLevel): number | null {
  return onHand === null || onHand === undefined ? null : Math.min(Math.max(onHand, 0), mostUnits);
}
