import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import type { Identity } from "@angidi/subgraph";
import type { StockForSkusQuery, StockForSkusQueryVariables } from "../generated/inventory.ts";

/** What carts ask of the inventory, on behalf of whoever calls. */
export interface Inventory {
  /** How many can be sold, by SKU; null: without limit. A SKU that nobody stocks is absent. Throws ServiceUnavailable. */
  stockForSkus(skus: readonly string[], identity: Identity): Promise<ReadonlyMap<string, number | null>>;
}

const operations = loadOperations(new URL("./inventory.graphql", import.meta.url));
const stockForSkus = operation<StockForSkusQuery, StockForSkusQueryVariables>(operations, "StockForSkus");

export function inventoryClient(client: ServiceClient): Inventory {
  return {
    async stockForSkus(skus, identity) {
      const data = await client.call(stockForSkus, { skus: [...skus] }, identity);
      return new Map(data.stockForSkus.map(({ sku, available }) => [sku, available ?? null]));
    },
  };
}
