import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const marketForQuote: QueryResolvers["marketForQuote"] = (_parent, { code }, { loaders }) =>
  loaders.marketByCode.load(code);
