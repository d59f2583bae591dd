import type { AdjustmentReason } from "../../domain/adjustment.ts";
import type { StockMovementResolvers } from "../../generated/resolvers.ts";

export const StockMovement: StockMovementResolvers = {
  reason: ({ reason }) => reason as AdjustmentReason | null,
  warehouse: ({ warehouseId }, _args, { loaders }) => loaders.warehouseById.load(warehouseId),
  actorId: ({ actor }) => actor,
};
