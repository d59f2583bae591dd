import { isInStock } from "../../domain/stock.ts";
import type { ProductAvailabilityResolvers, ProductResolvers } from "../../generated/resolvers.ts";

export const Product: Pick<ProductResolvers, "availability"> = {
  availability: ({ skus }, _args, { loaders }) => Promise.all(skus.map((sku) => loaders.stockBySku.load(sku))),
};

export const ProductAvailability: ProductAvailabilityResolvers = {
  inStock: (variants) => variants.some(isInStock),
};
