import type { ListingQueryVariables } from "../graph/generated/operations.ts";
import type { Choices, Sort } from "./choices.ts";

/** How many products a page of a list has: whole rows of two, three and four. */
export const pageSize = 24;

const sortOf = {
  newest: "NEWEST",
  price: "PRICE_ASC",
  "price-down": "PRICE_DESC",
  popular: "POPULARITY",
} as const satisfies Record<Sort, ListingQueryVariables["sort"]>;

/**
 * What the graph is asked for a list. `category`: the slug of the one whose page it is. `currency`: of the shop's prices,
 * without which there is no filter by price.
 */
export function searchOf(
  { query, values, price, inStock, sort, after }: Choices,
  {
    category,
    currency,
    locale,
  }: { readonly category?: string; readonly currency: string | undefined; readonly locale: string },
): ListingQueryVariables {
  const named = (prefix: string) =>
    [...values].flatMap(([name, chosen]) =>
      name.startsWith(prefix) ? [{ name: name.slice(prefix.length), values: chosen }] : [],
    );
  const options = named("option.");
  const attributes = named("attribute.").map(({ name, values: chosen }) => ({ code: name, values: chosen }));
  const categories = category === undefined ? values.get("category") : [category];
  const brands = values.get("brand");
  return {
    query,
    filter: {
      ...(categories && { category: categories }),
      ...(brands && { brand: brands }),
      ...(price && currency && { price: priceOf(price, currency) }),
      ...(inStock && { inStock: true }),
      ...(options.length > 0 && { options }),
      ...(attributes.length > 0 && { attributes }),
    },
    sort: sort ? sortOf[sort] : "RELEVANCE",
    first: pageSize,
    after: after ?? null,
    locale,
  };
}

function priceOf({ min, max }: NonNullable<Choices["price"]>, currency: string) {
  return {
    ...(min !== undefined && { min: { amount: min, currency } }),
    ...(max !== undefined && { max: { amount: max, currency } }),
  };
}
