import { attributeTexts, attributeValues, type ProductAttribute } from "./attributes.ts";
import { distinctValues, type FacetValue, facetValue, optionFacet } from "./facetValues.ts";
import { skuKey } from "./interpretation.ts";
import { priceRangeOf } from "./priceRanges.ts";
import { tellingWords, textOfHtml, wordsOf } from "./words.ts";

/** What the index is told of a product, by an event or by the catalogue. */
export interface CatalogProduct {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** HTML. */
  readonly description: string;
  readonly status: string;
  readonly category: (CategoryName & { readonly ancestors: readonly CategoryName[] }) | null;
  readonly brand: { readonly name: string } | null;
  readonly tags: readonly string[];
  readonly attributes?: readonly ProductAttribute[] | undefined;
  /** By locale; what is null is read in another one. */
  readonly translations?:
    | Readonly<Record<string, { readonly title: string | null; readonly description: string | null }>>
    | undefined;
  readonly variants: readonly {
    readonly sku: string;
    readonly options: readonly { readonly name: string; readonly value: string }[];
    readonly price: { readonly amount: number; readonly currency: string };
  }[];
  readonly createdAt: string;
}

interface CategoryName {
  readonly slug: string;
  readonly name: string;
}

/** A product as the index holds it. */
export interface SearchDocument {
  readonly productId: string;
  readonly version: number;
  readonly slug: string;
  readonly title: string;
  readonly brand: string | null;
  /** Plain text, the beginning of it. */
  readonly description: string;
  /** Folded words, by the weight of where they stand. */
  readonly words: {
    readonly title: string;
    /** The brand's name, and the titles in other languages, which count as much. */
    readonly brand: string;
    readonly labels: string;
    /** In all languages. */
    readonly description: string;
  };
  readonly titleKey: string;
  readonly facets: readonly FacetValue[];
  readonly skus: readonly string[];
  /** Minor units, ascending. */
  readonly prices: readonly number[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** How much of a description is searched: what matters stands at its beginning. */
const longestDescription = 2_000;
const longestTitle = 500;
/** In how many other languages a product is searched, and how much of each one's description. */
const mostLanguages = 12;
const longestTranslation = 1_000;

/** The product as a document; null when shoppers do not see it. */
export function documentOf(product: CatalogProduct, version: number): SearchDocument | null {
  if (product.status !== "PUBLISHED" || product.variants.length === 0) return null;
  const title = product.title.slice(0, longestTitle);
  const description = textOfHtml(product.description).slice(0, longestDescription);
  const brand = product.brand?.name ?? null;
  const categories = product.category ? [...product.category.ancestors, product.category] : [];
  const options = product.variants.flatMap((variant) => variant.options);
  const { attributes = [] } = product;
  const translations = Object.values(product.translations ?? {}).slice(0, mostLanguages);
  const titles = translations.map((translation) => (translation.title ?? "").slice(0, longestTitle));
  const descriptions = translations.map((translation) =>
    textOfHtml(translation.description ?? "").slice(0, longestTranslation),
  );
  const labels = [
    ...categories.map(({ name }) => name),
    ...product.tags,
    ...options.flatMap(({ name, value }) => [name, value]),
    ...attributeTexts(attributes),
  ];
  return {
    ...{ productId: product.id, version, slug: product.slug, title, brand, description },
    words: {
      title: wordsOf(title).join(" "),
      brand: wordsOf([brand ?? "", ...titles].join(" ")).join(" "),
      labels: [...new Set(labels)].flatMap((label) => wordsOf(label)).join(" "),
      description: tellingWords(wordsOf([description, ...descriptions].join(" "))).join(" "),
    },
    titleKey: titleKeyOf(title),
    facets: distinctValues([
      ...categories.map(({ slug, name }) => facetValue("category", "Category", slug, name)),
      ...(brand === null ? [] : [facetValue("brand", "Brand", brand, brand)]),
      ...product.variants.map(({ price }) => {
        const { value, label } = priceRangeOf(price.amount, price.currency);
        return facetValue("price", "Price", value, label);
      }),
      ...options.map(({ name, value }) => facetValue(optionFacet(name), name, value, value)),
      ...attributeValues(attributes),
    ]),
    skus: product.variants.map(({ sku }) => skuKey(sku)),
    prices: [...new Set(product.variants.map(({ price }) => price.amount))].sort((left, right) => left - right),
    createdAt: Date.parse(product.createdAt),
  };
}

/** Where the beginnings of a title's words are looked up: a space before each. */
export function titleKeyOf(title: string): string {
  return ` ${wordsOf(title).join(" ")}`;
}
