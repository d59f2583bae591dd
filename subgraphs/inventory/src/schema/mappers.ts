import type { LedgerRow } from "../data/ledger.ts";
import type { Allocation } from "../data/reservationReader.ts";
import type { SkuAvailability, StockItem, StockPolicy } from "../data/stockReader.ts";
import type { Transfer } from "../domain/transfer.ts";
import type { Warehouse } from "../domain/warehouse.ts";

// What resolvers hand down for a type of the schema; the code generator reads these names.

export type WarehouseMapper = Warehouse;
export type StockItemMapper = StockItem;
export type StockPolicyMapper = StockPolicy;
export type StockMovementMapper = LedgerRow;
export type StockTransferMapper = Transfer;
export type OrderAllocationMapper = Allocation;
export type ProductAvailabilityMapper = readonly SkuAvailability[];
export type VariantAvailabilityMapper = SkuAvailability;

/** References as other subgraphs send them, with what `@requires` asks for. */
export type ProductMapper = { readonly id: string; readonly skus: readonly string[] };
export type OrderMapper = { readonly id: string };
export type VariantMapper = { readonly id: string; readonly sku: string };
