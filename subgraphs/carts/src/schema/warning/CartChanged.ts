import type { CartChangedResolvers } from "../../generated/resolvers.ts";

export const CartChanged: CartChangedResolvers = {
  warnings: ({ cart }, _args, { loaders }) => loaders.warnings(cart),
};
