import type { StockTransferResolvers } from "../../generated/resolvers.ts";

export const StockTransfer: StockTransferResolvers = {
  from: ({ fromWarehouseId }, _args, { loaders }) => loaders.warehouseById.load(fromWarehouseId),
  to: ({ toWarehouseId }, _args, { loaders }) => loaders.warehouseById.load(toWarehouseId),
};
