import { BadCursor, canonicalHash, decodeCursor, encodeCursor } from "@angidi/datastores";
import type { Ports } from "../context.ts";
import type { Condition, Hit, Place, SearchSort, Sought } from "../data/searchIndex.ts";
import { type Facet, facetsOf } from "../domain/facets.ts";
import { highlight } from "../domain/highlight.ts";
import { canBeRelaxed, type Interpretation, interpret, takeApart, wordsSearchedFor } from "../domain/interpretation.ts";

export interface SearchForProducts {
  readonly query: string;
  readonly conditions: readonly Condition[];
  readonly sort: SearchSort;
  readonly first: number;
  /** A cursor. */
  readonly after: string | null;
}

export interface FoundProduct {
  readonly productId: string;
  readonly cursor: string;
  readonly highlights: readonly { readonly field: HighlightedField; readonly fragment: string }[];
}

export type HighlightedField = "TITLE" | "BRAND" | "DESCRIPTION";

export interface FoundProducts {
  readonly total: number;
  readonly facets: readonly Facet[];
  /** One more than asked for when there is a next page. */
  readonly products: readonly FoundProduct[];
  readonly didYouMean: string | null;
  /** No product has all words of the query: these have some of them. */
  readonly isRelaxed: boolean;
  /** What was looked for in the end; null where a query has nothing to look for. */
  readonly sought: Sought | null;
}

const nothing: FoundProducts = {
  ...{ total: 0, facets: [], products: [], didYouMean: null, isRelaxed: false, sought: null },
};

/**
 * One page of the products that a query finds, by two statements; by one when it is empty, and by one more when nothing
 * has all of its words. Throws BadCursor.
 */
export async function searchProducts(
  { index, noteSearch, now }: Pick<Ports, "index" | "noteSearch" | "now">,
  request: SearchForProducts,
): Promise<FoundProducts> {
  const search = canonicalHash([request.query, request.conditions, request.sort]).slice(0, 16);
  const page = request.after === null ? null : pageAfter(request.after, search);
  const at = page?.at ?? now();
  const query = await understand(index, request.query);
  if (query && query.sku === null && query.terms.length === 0) return nothing;

  const { conditions, sort, first } = request;
  const after = page?.place ?? null;
  const find = (isRelaxed: boolean) =>
    index.search({ query, isRelaxed, conditions, sort, after, limit: first + 1, at });
  let isRelaxed = page?.isRelaxed ?? false;
  let result = await find(isRelaxed);
  // Facets of what a filter leaves out say that the words themselves do find something.
  if (query && page === null && result.total === 0 && result.facets.length === 0 && canBeRelaxed(query)) {
    const relaxed = await find(true);
    isRelaxed = relaxed.total > 0;
    if (isRelaxed) result = relaxed;
  }
  if (query && page === null && !isRelaxed && result.total > 0) noteSearch(wordsTyped(query));

  const forms = formsOf(query, result.forms);
  return {
    total: result.total,
    facets: facetsOf(result.facets),
    didYouMean: query?.didYouMean ?? null,
    isRelaxed,
    sought: { query, isRelaxed, conditions },
    products: result.hits.map((hit) => ({
      productId: hit.productId,
      cursor: encodeCursor([search, hit.key, hit.productId, at.getTime(), Number(isRelaxed)]),
      highlights: highlightsOf(hit, forms),
    })),
  };
}

/** What a query means by the words of the index; null for an empty one, which asks for everything. */
export async function understand(index: Ports["index"], query: string): Promise<Interpretation | null> {
  if (query.trim() === "") return null;
  const asked = takeApart(query);
  return interpret(asked, await index.findings(asked));
}

interface PageOfSearch {
  readonly place: Place;
  /** The time that its scores were made for. */
  readonly at: Date;
  readonly isRelaxed: boolean;
}

/** Where a page begins by a cursor of its own search. */
function pageAfter(cursor: string, search: string): PageOfSearch {
  const [madeFor, key, productId, at, relaxed] = decodeCursor(cursor, ["string", "number", "id", "number", "number"]);
  if (madeFor !== search || typeof key !== "number" || typeof productId !== "string" || typeof at !== "number") {
    throw new BadCursor();
  }
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) throw new BadCursor();
  return { place: { key, productId }, at: time, isRelaxed: relaxed === 1 };
}

/** Nothing is noted of a query with a word that is in no product: it may be a name, an address, a number. */
function wordsTyped({ terms, sku }: Interpretation): string[] {
  const telling = sku === null && terms.every(({ reading }) => reading === "LITERAL");
  return telling ? terms.map(({ asked }) => asked) : [];
}

function formsOf(query: Interpretation | null, forms: readonly string[]) {
  if (!query) return { words: new Set<string>(), prefixes: [] };
  const { words, prefixes } = wordsSearchedFor(query);
  return { words: new Set([...words, ...forms]), prefixes };
}

function highlightsOf(hit: Hit, forms: Parameters<typeof highlight>[1]) {
  const texts = [
    ["TITLE", hit.title],
    ["BRAND", hit.brand ?? ""],
    ["DESCRIPTION", hit.description],
  ] as const;
  return texts.flatMap(([field, text]) => {
    const fragment = highlight(text, forms);
    return fragment === null ? [] : [{ field, fragment }];
  });
}
