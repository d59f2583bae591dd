import type { MarketResolvers } from "../../generated/resolvers.ts";

export const Market: MarketResolvers = {
  pricesIncludeTax: ({ pricesIncludeTax }) => pricesIncludeTax ?? false,
};
