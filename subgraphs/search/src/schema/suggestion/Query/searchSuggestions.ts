import { checkPage } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { suggestSearches } from "../../../usecases/suggestSearches.ts";

export const searchSuggestions: NonNullable<QueryResolvers["searchSuggestions"]> = async (
  _parent,
  { prefix, first },
  { ports },
) => {
  checkPage({ first });
  const suggestions = await suggestSearches(ports, prefix, first);
  return suggestions.map(({ productId, ...suggestion }) => ({
    ...suggestion,
    product: productId === null ? null : { id: productId },
  }));
};
