import type { CategoryRepository } from "./data/categoryRepository.ts";
import type { ImportedStock, StockLevel } from "./data/importedStock.ts";
import type { PartyRepository } from "./data/partyRepository.ts";
import type { ProductRepository } from "./data/productRepository.ts";

/** The way to inventory, which keeps the stock. */
export interface StockPort {
  /** Sets what is on hand of each SKU in a warehouse, the main one unless said. A repeat sets the same again. */
  setStock(levels: readonly StockLevel[], warehouseId?: string): Promise<void>;
}

/** All that the catalogue needs around it. A use case asks for those that it uses. */
export interface Ports {
  readonly products: ProductRepository;
  readonly categories: CategoryRepository;
  readonly brands: PartyRepository;
  readonly sellers: PartyRepository;
  readonly importedStock: ImportedStock;
  readonly stock: StockPort;
  /** ISO 4217: what all list prices are in. */
  readonly currency: string;
  readonly newId: () => string;
  readonly now: () => Date;
}
