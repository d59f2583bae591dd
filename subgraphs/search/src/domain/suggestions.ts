export interface Suggestion {
  readonly text: string;
  readonly kind: "PRODUCT" | "CATEGORY" | "QUERY";
  readonly productId: string | null;
}

interface Found {
  readonly queries: readonly string[];
  readonly categories: readonly string[];
  readonly products: readonly { readonly productId: string; readonly title: string }[];
}

/** Queries, categories, products; each kind gets its share of the list, and what the others leave of theirs. */
export function mixSuggestions({ queries, categories, products }: Found, first: number): Suggestion[] {
  const shown = Math.min(
    products.length,
    Math.max(first - queries.length - categories.length, Math.ceil(first * 0.375)),
  );
  const rest = first - shown;
  const categoriesShown = Math.min(categories.length, Math.max(rest - queries.length, Math.ceil(rest * 0.4)));
  return [
    ...queries.slice(0, rest - categoriesShown).map((text) => ({ text, kind: "QUERY" as const, productId: null })),
    ...categories.slice(0, categoriesShown).map((text) => ({ text, kind: "CATEGORY" as const, productId: null })),
    ...products.slice(0, shown).map(({ productId, title }) => ({ text: title, kind: "PRODUCT" as const, productId })),
  ];
}
