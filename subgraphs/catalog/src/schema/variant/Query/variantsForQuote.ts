import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const variantsForQuote: QueryResolvers["variantsForQuote"] = (_parent, { ids }, { loaders }) =>
  Promise.all(ids.map((id) => loaders.variantById.load(id)));
