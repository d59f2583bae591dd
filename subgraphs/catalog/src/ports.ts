import type { ShownCategories } from "./data/cachedCategories.ts";
import type { StockLevel } from "./data/importedStock.ts";
import type { Stores } from "./data/stores.ts";
import type { MediaPorts } from "./media/ports.ts";

/** The way to inventory, which keeps the stock. */
export interface StockPort {
  /** Sets what is on hand of each SKU in a warehouse, the main one unless said. A repeat sets the same again. */
  setStock(levels: readonly StockLevel[], warehouseId?: string): Promise<void>;
}

/** All that the catalogue needs around it. A use case asks for those that it uses. */
export interface Ports extends Stores, MediaPorts {
  /** For what is shown: `categories` are for checks and changes. */
  readonly shownCategories: ShownCategories;
  readonly stock: StockPort;
  /** ISO 4217: what all list prices are in. */
  readonly currency: string;
  readonly newId: () => string;
  readonly now: () => Date;
}
