import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { createMarket as create } from "../../../usecases/changeMarkets.ts";
import { toCreateMarketResult } from "../results.ts";

export const createMarket: MutationResolvers["createMarket"] = async (_parent, { input }, { ports }) =>
  toCreateMarketResult(await create(ports, input));
