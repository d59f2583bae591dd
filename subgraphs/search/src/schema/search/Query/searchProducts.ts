import { CodedError, checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { searchProducts as search } from "../../../usecases/searchProducts.ts";
import { conditionsOf } from "../conditions.ts";

/** In characters; a query is typed. */
export const longestQuery = 1_000;

export const searchProducts: NonNullable<QueryResolvers["searchProducts"]> = async (
  _parent,
  { query, filter, sort, first, after },
  { ports },
) => {
  checkPage({ first });
  checkQuery(query);
  const conditions = conditionsOf(filter, ports.currency);
  const found = await search(ports, { query, conditions, sort, first, after: after ?? null });
  const { edges, pageInfo } = connection(found.products, { first, after, cursorOf: ({ cursor }) => cursor });
  return {
    totalCount: found.total,
    facets: found.facets,
    didYouMean: found.didYouMean,
    isRelaxed: found.isRelaxed,
    edges: edges.map(({ cursor, node }) => ({ cursor, highlights: node.highlights, node: { id: node.productId } })),
    pageInfo,
    sought: found.sought,
  };
};

export function checkQuery(query: string): void {
  if (query.length > longestQuery) {
    throw new CodedError("BAD_USER_INPUT", `A query has at most ${longestQuery} characters`);
  }
}
