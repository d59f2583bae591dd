import { marketPriceOf } from "../../domain/market.ts";
import { isPurchasable } from "../../domain/product.ts";
import { variantTitleIn } from "../../domain/translation.ts";
import type { VariantResolvers } from "../../generated/resolvers.ts";

export const Variant: VariantResolvers = {
  id: ({ variant }) => variant.id,
  sku: ({ variant }) => variant.sku,
  title: (variant, { locale }) => variantTitleIn(variant, locale),
  options: ({ product, variant }) => variant.options.map((selected) => ({ product, selected })),
  price: ({ variant }) => variant.price,
  compareAtPrice: ({ variant }) => variant.compareAtPrice,
  async marketPrice({ variant }, { market: code }, { loaders, ports }) {
    const market = await loaders.marketByCode.load(code);
    return market && marketPriceOf(variant, market, ports.now());
  },
  async quotedPrice({ variant }, { market: code, customerGroups }, { loaders, ports }) {
    if (code == null) return variant;
    const market = await loaders.marketByCode.load(code);
    return market && marketPriceOf(variant, market, ports.now(), customerGroups);
  },
  media: ({ product, variant }) => product.media.filter(({ variantIds }) => variantIds?.includes(variant.id)),
  product: ({ product }) => product,
  purchasable: isPurchasable,
};
