import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { explainSearch } from "../../../usecases/explainSearch.ts";
import { checkQuery } from "../../search/Query/searchProducts.ts";

export const searchExplanation: NonNullable<QueryResolvers["searchExplanation"]> = async (
  _parent,
  { query, productId },
  { ports },
) => {
  checkQuery(query);
  const { query: understood, explanation } = await explainSearch(ports, query, productId);
  return {
    terms: (understood?.terms ?? []).map(({ asked, reading, alternatives }, index) => ({
      text: asked,
      reading,
      alternatives: alternatives.map((words) => words.join(" ")),
      fields: explanation?.fields[index] ?? [],
    })),
    isSku: understood !== null && understood.sku !== null,
    matched: explanation !== null,
    score: explanation?.score ?? null,
    textRelevance: explanation?.textRelevance ?? null,
    stockFactor: explanation?.stockFactor ?? null,
    popularityFactor: explanation?.popularityFactor ?? null,
    ratingFactor: explanation?.ratingFactor ?? null,
    popularity: explanation?.popularity ?? null,
  };
};
