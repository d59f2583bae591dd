import { isPurchasable, variantTitle } from "../../domain/product.ts";
import type { VariantResolvers } from "../../generated/resolvers.ts";

export const Variant: VariantResolvers = {
  id: ({ variant }) => variant.id,
  sku: ({ variant }) => variant.sku,
  title: variantTitle,
  options: ({ variant }) => variant.options,
  price: ({ variant }) => variant.price,
  compareAtPrice: ({ variant }) => variant.compareAtPrice,
  product: ({ product }) => product,
  purchasable: isPurchasable,
};
