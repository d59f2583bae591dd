import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const markets: QueryResolvers["markets"] = (_parent, _arguments, { ports }) => ports.markets.all();
