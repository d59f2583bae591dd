import type { StockLevel } from "../data/importedStock.ts";
import type { Ports } from "../ports.ts";

/**
 * Sets the stock of those SKUs for which an import says something else than the last one did, and gives them. The others
 * stay as they are: what was sold since is not brought back. Inventory comes first, so that what it did not take is set
 * by the next import.
 */
export async function setImportedStock(
  { stock, importedStock }: Pick<Ports, "stock" | "importedStock">,
  levels: readonly StockLevel[],
): Promise<readonly StockLevel[]> {
  if (levels.length === 0) return [];
  const changed = await importedStock.changed(levels);
  if (changed.length === 0) return [];
  await stock.setStock(changed);
  await importedStock.remember(changed);
  return changed;
}
