import DataLoader from "dataloader";
import { type StockTotals, totalsOf } from "./domain/stock.ts";
import type { Ports } from "./ports.ts";

/** Reads of one request, gathered: one statement, however many products and variants ask. */
export interface Loaders {
  /** A SKU that was never stocked has nothing on hand. */
  readonly stockBySku: DataLoader<string, StockTotals>;
}

export function createLoaders({ store }: Pick<Ports, "store">): Loaders {
  return {
    stockBySku: new DataLoader(async (skus) => {
      const known = new Map((await store.stock.totals(skus)).map((total) => [total.sku, total]));
      return skus.map((sku) => known.get(sku) ?? totalsOf([]));
    }),
  };
}
