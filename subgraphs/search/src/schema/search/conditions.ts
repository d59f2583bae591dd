import { CodedError } from "@angidi/subgraph";
import type { Condition } from "../../data/searchIndex.ts";
import { attributeFacet, facetKey, inStockKey, optionFacet } from "../../domain/facetValues.ts";
import type { ProductSearchFilter } from "../../generated/resolvers.ts";

const mostValues = 100;
/** Of options and attributes together. */
const mostNamed = 10;

/** A filter as the index takes it. Throws BAD_USER_INPUT for too much of it, and for prices in another currency. */
export function conditionsOf(filter: ProductSearchFilter | null | undefined, currency: string): Condition[] {
  if (!filter) return [];
  const { category, brand, price, inStock, options, attributes } = filter;
  const conditions: Condition[] = [];
  const values = (facet: string, given: readonly string[]) => {
    if (given.length > mostValues) throw badInput(`A filter names at most ${mostValues} values`);
    const known = conditions.some((condition) => condition.facet === facet);
    if (known) throw badInput("An option or attribute is named twice in the filter");
    conditions.push({ facet, kind: "values", keys: given.map((value) => facetKey(facet, value)) });
  };

  if (category) values("category", category);
  if (brand) values("brand", brand);
  if (price?.min || price?.max) {
    const { min, max } = price;
    for (const end of [min, max])
      if (end && end.currency !== currency) throw badInput(`Prices of this store are in ${currency}`);
    conditions.push({ facet: "price", kind: "price", min: min?.amount ?? null, max: max?.amount ?? null });
  }
  if (inStock) conditions.push({ facet: "availability", kind: "values", keys: [inStockKey] });
  if ((options ?? []).length + (attributes ?? []).length > mostNamed) {
    throw badInput(`A filter names at most ${mostNamed} options and attributes`);
  }
  for (const option of options ?? []) values(optionFacet(option.name), option.values);
  for (const attribute of attributes ?? []) values(attributeFacet(attribute.code), attribute.values);
  return conditions;
}

function badInput(message: string): CodedError {
  return new CodedError("BAD_USER_INPUT", message);
}
