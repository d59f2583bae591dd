import { liveVariants, priceRangeOf } from "../../domain/product.ts";
import type { ProductResolvers } from "../../generated/resolvers.ts";

/** What is not read as it is from a product's document. */
export const Product: ProductResolvers = {
  category: ({ categoryId }, _arguments, { loaders }) => (categoryId ? loaders.categoryById.load(categoryId) : null),
  variants: (product) => liveVariants(product).map((variant) => ({ product, variant })),
  priceRange: (product) => priceRangeOf(product),
  skus: (product) => liveVariants(product).map(({ sku }) => sku),
};
