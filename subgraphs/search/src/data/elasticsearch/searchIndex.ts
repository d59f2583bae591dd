import type { Client, estypes } from "@elastic/elasticsearch";
import { type Synonym, termsInForce } from "../../domain/interpretation.ts";
import type { Hit, SearchIndex, SearchRequest, SearchResult, SearchSort } from "../searchIndex.ts";
import { deadlines, inWhole, reach } from "./client.ts";
import { explainHit } from "./explain.ts";
import { conditionQuery, facetAggregations, facetCounts } from "./facetAggregations.ts";
import { findWords } from "./findings.ts";
import type { Shown } from "./indexedProduct.ts";
import { elasticsearchPrices } from "./prices.ts";
import { suggestProducts } from "./suggest.ts";
import { scored, searchedFields, textQuery } from "./textQuery.ts";

/** What stays in the subgraph's database, which each engine asks the same way. */
export interface BesideTheIndex {
  readonly synonymsOf: (phrases: readonly string[]) => Promise<readonly Synonym[]>;
  readonly searchedQueries: (beginning: string, limit: number) => Promise<readonly string[]>;
}

const orders: Readonly<Record<SearchSort, { readonly field: string; readonly order: "asc" | "desc" }>> = {
  RELEVANCE: { field: "_score", order: "desc" },
  PRICE_ASC: { field: "priceMin", order: "asc" },
  PRICE_DESC: { field: "priceMin", order: "desc" },
  NEWEST: { field: "createdAt", order: "desc" },
  POPULARITY: { field: "popularity", order: "desc" },
};

/** The index on Elasticsearch. Everything throws StoreUnavailable while that is away. */
export function elasticsearchIndex(
  client: Client,
  index: string,
  { synonymsOf, searchedQueries }: BesideTheIndex,
): SearchIndex {
  return {
    async findings(asked) {
      const [words, synonyms] = await Promise.all([findWords(client, index, asked), synonymsOf(asked.phrases)]);
      return { ...words, synonyms };
    },

    async search(request) {
      const answer = await reach(() =>
        client.search<{ shown: Shown }>(
          { index, ...inWhole, ...searchBody(request) },
          { requestTimeout: deadlines.search },
        ),
      );
      return toResult(answer, request);
    },

    ...elasticsearchPrices(client, index),

    async suggest(words, limit) {
      const [found, queries] = await Promise.all([
        suggestProducts(client, index, words, limit),
        searchedQueries(words.join(" "), limit),
      ]);
      return { ...found, queries };
    },

    explain: (query, productId, at) => explainHit(client, index, query, productId, at),
  };
}

function searchBody({ query, conditions, sort, after, limit, isRelaxed, at }: SearchRequest): estypes.SearchRequest {
  const byRelevance = sort === "RELEVANCE" && query !== null && query.sku === null;
  const { field, order } = orders[byRelevance || sort !== "RELEVANCE" ? sort : "POPULARITY"];
  const text = query === null ? { match_all: {} } : textQuery(query, isRelaxed);
  return {
    query: byRelevance ? scored(query, isRelaxed, at) : { bool: { filter: [text] } },
    post_filter: { bool: { filter: conditions.map(conditionQuery) } },
    aggregations: facetAggregations(conditions),
    sort: [{ [field]: { order } }, { productId: { order: "asc" } }],
    ...(after && { search_after: [after.key, after.productId] }),
    size: limit,
    track_total_hits: true,
    _source: ["shown"],
    ...(query !== null && query.sku === null && { highlight: searchedWords }),
    // The same copies of the shards for all pages of a search, as far as they are there.
    preference: `p${at.getTime()}`,
  };
}

/** The words themselves are marked, to tell in which forms they stand in the hits; domain/highlight.ts marks the texts. Words have no brackets. */
const searchedWords: estypes.SearchHighlight = {
  ...{ pre_tags: ["<"], post_tags: [">"], number_of_fragments: 0 },
  fields: Object.fromEntries(searchedFields.map(({ path }) => [path, {}])),
};

function toResult(
  { hits: found, aggregations }: estypes.SearchResponse<{ shown: Shown }>,
  { conditions, query }: SearchRequest,
): SearchResult {
  const hits = found.hits.map(({ _source, sort }): Hit => {
    const [key, productId] = sort as [number, string];
    return { key, productId, ..._source!.shown };
  });
  const marked = found.hits.flatMap(({ highlight }) => Object.values(highlight ?? {}).flat());
  const forms = marked.flatMap((text) => [...text.matchAll(/<([^>]*)>/g)].map(([, word]) => word!));
  return {
    total: (found.total as estypes.SearchTotalHits).value,
    facets: facetCounts(aggregations as Record<string, unknown>, conditions),
    hits,
    // The marks of a beginning are told by the query itself.
    forms: query && termsInForce(query).some(({ reading }) => reading !== "PREFIX") ? [...new Set(forms)] : [],
  };
}
