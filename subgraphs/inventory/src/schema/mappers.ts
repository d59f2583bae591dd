import type { StockItem } from "../data/stock.ts";
import type { StockTotals } from "../domain/stock.ts";
import type { Warehouse } from "../domain/warehouse.ts";

// What resolvers hand down for a type of the schema; the code generator reads these names.

export type WarehouseMapper = Warehouse;
export type StockItemMapper = StockItem;
export type ProductAvailabilityMapper = readonly StockTotals[];
export type VariantAvailabilityMapper = StockTotals;

/** References as other subgraphs send them, with what `@requires` asks for. */
export type ProductMapper = { readonly id: string; readonly skus: readonly string[] };
export type VariantMapper = { readonly id: string; readonly sku: string };
