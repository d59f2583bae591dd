import DataLoader from "dataloader";
import type { Allocation } from "./data/reservationReader.ts";
import type { SkuAvailability } from "./data/stockReader.ts";
import type { StockPlace } from "./data/transfers.ts";
import { usualTerms } from "./domain/policy.ts";
import { totalsOf } from "./domain/stock.ts";
import type { Warehouse } from "./domain/warehouse.ts";
import type { Ports } from "./ports.ts";

/** Reads of one request, gathered: one statement, however many products and variants ask. */
export interface Loaders {
  /** A SKU that was never stocked has nothing on hand. */
  readonly stockBySku: DataLoader<string, SkuAvailability>;
  readonly warehouseById: DataLoader<string, Warehouse | null>;
  readonly allocationsByOrder: DataLoader<string, readonly Allocation[]>;
  readonly inTransit: DataLoader<StockPlace, number, string>;
}

const neverStocked: SkuAvailability = {
  ...totalsOf({ ...usualTerms, levels: [] }),
  policy: "NONE",
  expectedAt: null,
};

export function createLoaders({ store }: Pick<Ports, "store">): Loaders {
  return {
    stockBySku: new DataLoader(async (skus) => {
      const known = new Map((await store.stock.totals(skus)).map((total) => [total.sku, total]));
      return skus.map((sku) => known.get(sku) ?? neverStocked);
    }),
    warehouseById: new DataLoader(async (ids) => {
      const known = new Map((await store.warehouses.byIds(ids)).map((warehouse) => [warehouse.id, warehouse]));
      return ids.map((id) => known.get(id) ?? null);
    }),
    allocationsByOrder: new DataLoader(async (orderIds) => {
      const known = Map.groupBy(await store.reservations.allocations(orderIds), ({ orderId }) => orderId);
      return orderIds.map((orderId) => known.get(orderId) ?? []);
    }),
    inTransit: new DataLoader((places) => store.transfers.inTransit(places), {
      cacheKeyFn: ({ sku, warehouseId }) => JSON.stringify([sku, warehouseId]),
    }),
  };
}
