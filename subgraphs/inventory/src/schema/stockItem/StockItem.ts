import { available } from "../../domain/stock.ts";
import type { StockItemResolvers } from "../../generated/resolvers.ts";

export const StockItem: StockItemResolvers = {
  available,
  inTransit: ({ sku, warehouse }, _args, { loaders }) => loaders.inTransit.load({ sku, warehouseId: warehouse.id }),
};
