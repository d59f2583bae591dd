import type { CartResolvers } from "../../generated/resolvers.ts";
import { toCodeUsedUp, toCodeWithoutEffect } from "../discountCode/toCartDiscount.ts";

/** All but what the cart's row has; prices are computed once for all of its fields. */
export const Cart: CartResolvers = {
  lines: (cart) => cart.lines.map((line) => ({ cart, line })),

  savedLines: (cart) => cart.savedLines.map((line) => ({ cart, line })),

  warnings: (cart, _args, { loaders }) => loaders.warnings(cart),

  discountCodes: async (cart, _args, { loaders }) =>
    (await loaders.promotionsOf(cart)).flatMap(({ promotion }) => promotion.code ?? []),

  codesWithoutEffect: async (cart, _args, { loaders }) => {
    const prices = await loaders.prices(cart);
    return prices && [...prices.priced.objections.map(toCodeWithoutEffect), ...prices.usedUp.map(toCodeUsedUp)];
  },

  subtotal: async (cart, _args, { loaders }) => (await loaders.prices(cart))?.priced.subtotal ?? null,

  discount: async (cart, _args, { loaders }) => (await loaders.prices(cart))?.priced.discount ?? null,

  total: async (cart, _args, { loaders }) => (await loaders.prices(cart))?.priced.total ?? null,
};
