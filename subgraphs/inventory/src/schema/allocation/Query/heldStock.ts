import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const heldStock: QueryResolvers["heldStock"] = async (_parent, { orderId }, { loaders }) =>
  (await loaders.allocationsByOrder.load(orderId)).flatMap(({ sku, warehouseId, held: quantity }) =>
    warehouseId !== null && quantity > 0 ? [{ sku, warehouseId, quantity }] : [],
  );
