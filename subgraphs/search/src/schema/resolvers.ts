import type { Resolvers } from "../generated/resolvers.ts";
import { searchExplanation } from "./explanation/Query/searchExplanation.ts";
import { rebuildSearchIndex } from "./rebuild/Mutation/rebuildSearchIndex.ts";
import { searchIndexStatus } from "./rebuild/Query/searchIndexStatus.ts";
import { priceHistogram } from "./search/priceHistogram.ts";
import { searchProducts } from "./search/Query/searchProducts.ts";
import { searchSuggestions } from "./suggestion/Query/searchSuggestions.ts";
import { deleteSearchSynonym } from "./synonym/Mutation/deleteSearchSynonym.ts";
import { saveSearchSynonym } from "./synonym/Mutation/saveSearchSynonym.ts";
import { searchSynonyms } from "./synonym/Query/searchSynonyms.ts";

export const resolvers: Resolvers = {
  Query: { searchProducts, searchSuggestions, searchExplanation, searchSynonyms, searchIndexStatus },
  Mutation: { saveSearchSynonym, deleteSearchSynonym, rebuildSearchIndex },
  ProductSearchConnection: { priceHistogram },
};
