import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import { anonymous } from "@angidi/subgraph";
import type { ImportStockMutation, ImportStockMutationVariables } from "../generated/inventory.ts";
import type { StockPort } from "../ports.ts";

const operations = loadOperations(new URL("./inventory.graphql", import.meta.url));
const importStock = operation<ImportStockMutation, ImportStockMutationVariables>(operations, "ImportStock");

/** As many levels as inventory surely sets before the deadline. */
const levelsPerCall = 200;

/** Inventory's stock, by its internal field: nobody's in particular, so on behalf of nobody. */
export function stockBy(inventory: ServiceClient): StockPort {
  return {
    async setStock(levels, warehouseId) {
      for (let start = 0; start < levels.length; start += levelsPerCall) {
        const input = {
          warehouseId,
          levels: levels.slice(start, start + levelsPerCall).map(({ sku, onHand }) => ({ sku, onHand })),
        };
        await inventory.call(
          importStock,
          { input },
          { caller: anonymous, idempotent: true, deadlineMilliseconds: 15_000 },
        );
      }
    },
  };
}
