import { type SearchDocument, titleKeyOf } from "../../domain/document.ts";
import { type FacetValue, isNamedByShop } from "../../domain/facetValues.ts";

/** What is around a product's document. */
export interface Observed {
  readonly inStock: boolean;
  readonly popularity: number;
  readonly ratingFactor: number;
}

/** What is shown of a hit, as it was written. */
export interface Shown {
  readonly slug: string;
  readonly title: string;
  readonly brand: string | null;
  readonly description: string;
}

/** Facets with a field of their own; options and attributes share a nested one, since their names are the shop's. */
export const plainFacets = ["category", "brand", "price"] as const;

/** A value and its names in one text, so that counting a value also tells how it is written. */
export function encodeFacetValue({ key, facet, facetLabel, value, label }: FacetValue): string {
  return JSON.stringify([key, facet, facetLabel, value, label]);
}

export function decodeFacetValue(shown: string): FacetValue {
  const [key, facet, facetLabel, value, label] = JSON.parse(shown) as [string, string, string, string, string];
  return { key, facet, facetLabel, value, label };
}

/** A category's name after its folded words, by which suggestions find it. */
export function decodeCategoryName(name: string): string {
  return name.slice(name.indexOf("\n") + 1);
}

/** A document as Elasticsearch holds it. */
export function toIndexedProduct(document: SearchDocument, observed: Observed): Readonly<Record<string, unknown>> {
  const { productId, slug, title, brand, description, words, facets, skus, prices, createdAt } = document;
  const ofFacet = (name: string) => {
    const values = facets.filter(({ facet }) => facet === name);
    return { key: values.map(({ key }) => key), shown: values.map(encodeFacetValue) };
  };
  return {
    shown: { slug, title, brand, description } satisfies Shown,
    words,
    titleLength: words.title.split(" ").length,
    ...{ productId, skus, prices, priceMin: prices[0], createdAt, ...observed },
    facetKeys: facets.map(({ key }) => key),
    ...Object.fromEntries(plainFacets.map((name) => [name, ofFacet(name)])),
    options: facets
      .filter(({ facet }) => isNamedByShop(facet))
      .map((value) => ({ facet: value.facet, key: value.key, shown: encodeFacetValue(value) })),
    categoryNames: facets
      .filter(({ facet }) => facet === "category")
      .map(({ label }) => `${titleKeyOf(label)}\n${label}`),
  };
}
