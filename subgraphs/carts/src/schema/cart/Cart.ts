import type { CartResolvers } from "../../generated/resolvers.ts";

/** All but what the cart's row has; prices are computed once for all of its fields. */
export const Cart: CartResolvers = {
  lines: (cart) => cart.lines.map((line) => ({ cart, line })),

  savedLines: (cart) => cart.savedLines.map((line) => ({ cart, line })),

  warnings: (cart, _args, { loaders }) => loaders.warnings(cart),

  discountCodes: async (cart, _args, { loaders }) =>
    (await loaders.promotionsOf(cart)).map(({ promotion }) => promotion.code),

  subtotal: async (cart, _args, { loaders }) => (await loaders.prices(cart))?.priced.subtotal ?? null,

  discount: async (cart, _args, { loaders }) => (await loaders.prices(cart))?.priced.discount ?? null,

  total: async (cart, _args, { loaders }) => (await loaders.prices(cart))?.priced.total ?? null,
};
