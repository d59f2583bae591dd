import { shownValues } from "../../domain/attributeValues.ts";
import { definitionsOf } from "../../domain/category.ts";
import { byLocale } from "../../domain/locale.ts";
import { marketPriceRangeOf } from "../../domain/market.ts";
import { liveVariants, priceRangeOf } from "../../domain/product.ts";
import { descriptionIn, titleIn } from "../../domain/translation.ts";
import type { ProductResolvers } from "../../generated/resolvers.ts";

/** What is not read as it is from a product's document. */
export const Product: ProductResolvers = {
  title: (product, { locale }) => titleIn(product, locale),
  description: (product, { locale }) => descriptionIn(product, locale),
  translations: ({ translations }) => byLocale(translations),
  category: ({ categoryId }, _arguments, { loaders }) => (categoryId ? loaders.categoryById.load(categoryId) : null),
  async attributes({ categoryId, attributes }, _arguments, { loaders }) {
    const category = categoryId ? await loaders.categoryById.load(categoryId) : null;
    return shownValues(definitionsOf(category), attributes);
  },
  options: (product) => product.options.map((option) => ({ product, option })),
  variants: (product) => liveVariants(product).map((variant) => ({ product, variant })),
  priceRange: (product) => priceRangeOf(product),
  async marketPriceRange(product, { market: code }, { loaders, ports }) {
    const market = await loaders.marketByCode.load(code);
    return market && marketPriceRangeOf(product, market, ports.now());
  },
  skus: (product) => liveVariants(product).map(({ sku }) => sku),
  brandId: ({ brand }) => brand?.id ?? null,
  async categoryPath({ categoryId }, _arguments, { loaders }) {
    const category = categoryId ? await loaders.categoryById.load(categoryId) : null;
    return category ? [category.id, ...category.ancestors.map(({ id }) => id).reverse()] : [];
  },
};
