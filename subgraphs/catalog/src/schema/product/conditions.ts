import type { Money } from "@angidi/money";
import { CodedError } from "@angidi/subgraph";
import type { ProductConditions } from "../../domain/listing.ts";
import { normaliseSlug } from "../../domain/slug.ts";
import type { ProductFilter } from "../../generated/resolvers.ts";

/** How many brands one filter may name. */
const mostBrands = 100;

/** A filter as the list takes it. Throws BAD_USER_INPUT for prices in another currency and for too many brands. */
export function conditionsOf(filter: ProductFilter | null | undefined, currency: string): ProductConditions {
  if (!filter) return {};
  const { category, brand, price, status, moderation, deleted } = filter;
  if (brand && brand.length > mostBrands) {
    throw new CodedError("BAD_USER_INPUT", `A filter names at most ${mostBrands} brands`);
  }
  return {
    ...(typeof category === "string" && { category: normaliseSlug(category) }),
    ...(brand && { brands: brand }),
    ...(price?.min && { minPrice: inCurrency(price.min, currency) }),
    ...(price?.max && { maxPrice: inCurrency(price.max, currency) }),
    ...(status && { status }),
    ...(moderation && { moderation }),
    ...(deleted && { deleted: true as const }),
  };
}

function inCurrency(price: Money, currency: string): Money {
  if (price.currency !== currency) throw new CodedError("BAD_USER_INPUT", `Prices of this store are in ${currency}`);
  return price;
}
