import type { Client, estypes } from "@elastic/elasticsearch";
import type { Interpretation } from "../../domain/interpretation.ts";
import { ageless } from "../../domain/popularity.ts";
import { outOfStockFactor, popularityLimit, popularityStep } from "../../domain/scoring.ts";
import type { Explanation } from "../searchIndex.ts";
import { deadlines, inWhole, reach } from "./client.ts";
import { mostOf, searchedFields, termInField, textQuery } from "./textQuery.ts";

/** How a product comes to its score: what the script of textQuery.ts computes, in its parts. */
export async function explainHit(
  client: Client,
  index: string,
  query: Interpretation,
  productId: string,
  at: Date,
): Promise<Explanation | null> {
  const { hits } = await reach(() =>
    client.search<Indexed>(
      {
        index,
        ...inWhole,
        query: {
          bool: { filter: [{ term: { productId } }], must: [textQuery(query)], should: namedFields(query) },
        },
        size: 1,
        _source: ["inStock", "popularity", "ratingFactor"],
      },
      { requestTimeout: deadlines.search },
    ),
  );
  const [hit] = hits.hits;
  if (!hit) return null;
  const { inStock, popularity, ratingFactor } = hit._source!;
  const pieces = Math.exp(Math.min(50, Math.max(-50, popularity - ageless(at))));
  const parts = {
    textRelevance: query.sku === null ? Math.min(1, (hit._score ?? 0) / mostOf(query)) : 1,
    stockFactor: inStock ? 1 : outOfStockFactor,
    popularityFactor: 1 + Math.min(popularityLimit, popularityStep * Math.log(1 + pieces)),
    ratingFactor,
  };
  const matched = new Set(hit.matched_queries as readonly string[] | undefined);
  return {
    ...parts,
    score: Object.values(parts).reduce((product, part) => product * part, 1),
    ...{ inStock, popularity: pieces },
    fields: query.terms.map((_, place) =>
      searchedFields.filter(({ name }) => matched.has(`${place} ${name}`)).map(({ name }) => name),
    ),
  };
}

interface Indexed {
  readonly inStock: boolean;
  readonly popularity: number;
  readonly ratingFactor: number;
}

/** Each term in each field, by a name that the hit tells again; they count nothing. */
function namedFields({ terms }: Interpretation): estypes.QueryDslQueryContainer[] {
  return terms.flatMap((term, place) =>
    searchedFields.map(({ name, path }) => ({
      constant_score: { filter: termInField(term, path), boost: 0, _name: `${place} ${name}` },
    })),
  );
}
