import type { SavedCartLineResolvers } from "../../generated/resolvers.ts";

export const SavedCartLine: SavedCartLineResolvers = {
  id: ({ line }) => line.id,
  quantity: ({ line }) => line.quantity,
  variant: ({ line }) => ({ id: line.variantId }),
  unitPrice: ({ cart, line }, _args, { loaders }) => loaders.unitPrice(cart, line.variantId),
};
