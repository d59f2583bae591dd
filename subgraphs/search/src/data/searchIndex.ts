import type { AskedQuery, Findings, Interpretation } from "../domain/interpretation.ts";
import type { PriceInterval } from "../domain/priceIntervals.ts";

export type SearchSort = "RELEVANCE" | "PRICE_ASC" | "PRICE_DESC" | "NEWEST" | "POPULARITY";

/** A condition, of which the facet of the same name does not count. */
export type Condition =
  | { readonly facet: string; readonly kind: "values"; readonly keys: readonly string[] }
  | { readonly facet: "price"; readonly kind: "price"; readonly min: number | null; readonly max: number | null };

/** What is looked for. */
export interface Sought {
  /** Null lists everything. */
  readonly query: Interpretation | null;
  /** Any of the query's terms will do, in title, brand or labels, where all of them together found nothing. */
  readonly isRelaxed: boolean;
  readonly conditions: readonly Condition[];
}

export interface SearchRequest extends Sought {
  readonly sort: SearchSort;
  /** The last hit of the page before. */
  readonly after: Place | null;
  readonly limit: number;
  /** Popularity as of this time; the same for all pages of a search, so that no hit changes its place between them. */
  readonly at: Date;
}

/** Where a hit stands in the order of a search. */
export interface Place {
  readonly key: number;
  readonly productId: string;
}

export interface Hit extends Place {
  readonly slug: string;
  readonly title: string;
  readonly brand: string | null;
  readonly description: string;
}

export interface FacetCount {
  readonly facet: string;
  readonly facetLabel: string;
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

export interface SearchResult {
  readonly total: number;
  readonly facets: readonly FacetCount[];
  readonly hits: readonly Hit[];
  /** Folded words that have a stem with the query in common: those of the hits at least. */
  readonly forms: readonly string[];
}

export interface Suggestions {
  readonly queries: readonly string[];
  readonly categories: readonly string[];
  readonly products: readonly { readonly productId: string; readonly title: string }[];
}

/** How a product comes to its score. */
export interface Explanation {
  readonly score: number;
  readonly textRelevance: number;
  readonly stockFactor: number;
  readonly popularityFactor: number;
  readonly ratingFactor: number;
  readonly inStock: boolean;
  /** Pieces sold as they count now. */
  readonly popularity: number;
  /** For each term, the fields in which it was found. */
  readonly fields: readonly (readonly ("TITLE" | "BRAND" | "LABELS" | "DESCRIPTION")[])[];
}

/** What is searched. Everything throws StoreUnavailable while the engine is away. */
export interface SearchIndex {
  /** What the index knows of a query's words. */
  findings(asked: AskedQuery): Promise<Findings>;
  /** One page, the count and the facets; by one statement or request. */
  search(request: SearchRequest): Promise<SearchResult>;
  /** The lowest and the highest price of what is found, whatever a condition of price says; null when nothing is found. */
  priceSpan(sought: Sought): Promise<{ readonly lowest: number; readonly highest: number } | null>;
  /**
   * How many of the products found have a price in each of the intervals, which follow each other without gaps and hold all
   * of their prices; whatever a condition of price says.
   */
  countPrices(sought: Sought, intervals: readonly PriceInterval[]): Promise<readonly number[]>;
  /** At most `limit` of each kind. */
  suggest(words: readonly string[], limit: number): Promise<Suggestions>;
  /** Null when the product is not visible, or does not match. */
  explain(query: Interpretation, productId: string, at: Date): Promise<Explanation | null>;
}
