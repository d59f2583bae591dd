import type { Context } from "../../context.ts";
import type { CartLineResolvers } from "../../generated/resolvers.ts";
import { toCartDiscount } from "../discountCode/toCartDiscount.ts";
import type { CartLineMapper } from "../mappers.ts";

export const CartLine: CartLineResolvers = {
  id: ({ line }) => line.id,
  quantity: ({ line }) => line.quantity,
  variant: ({ line }) => ({ id: line.variantId }),
  unitPrice: async (parent, _args, { loaders }) => (await pricedLine(parent, loaders))?.unitPrice ?? null,
  discount: async (parent, _args, { loaders }) => (await pricedLine(parent, loaders))?.discount ?? null,
  discounts: async (parent, _args, { loaders }) =>
    (await pricedLine(parent, loaders))?.discounts.map(toCartDiscount) ?? null,
  total: async (parent, _args, { loaders }) => (await pricedLine(parent, loaders))?.total ?? null,
};

async function pricedLine({ cart, line }: CartLineMapper, loaders: Context["loaders"]) {
  return (await loaders.prices(cart))?.priced.lines.get(line.id);
}
