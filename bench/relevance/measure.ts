import type { DemoShop } from "./demoShop.ts";
import { type JudgedQuery, ndcg } from "./judgements.ts";

export interface MeasuredQuery {
  readonly query: string;
  readonly kind: string;
  /** Of the first ten hits. */
  readonly ndcg: number;
  readonly found: readonly string[];
}

export interface Relevance {
  /** The mean over all queries. */
  readonly ndcg: number;
  /** The mean over the queries of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly queries: readonly MeasuredQuery[];
}

/** Asks every query of the set, one after another. */
export async function measureRelevance(shop: DemoShop, judged: readonly JudgedQuery[]): Promise<Relevance> {
  const queries: MeasuredQuery[] = [];
  for (const query of judged) {
    const found = await shop.find(query.query);
    queries.push({ query: query.query, kind: query.kind, ndcg: ndcg(query, found), found });
  }
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  return {
    ndcg: mean(queries),
    kinds: Object.fromEntries(kinds.map((of) => [of, mean(queries.filter(({ kind }) => kind === of))])),
    queries,
  };
}

function mean(queries: readonly MeasuredQuery[]): number {
  return queries.reduce((sum, query) => sum + query.ndcg, 0) / queries.length;
}
