import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { createPriceList as create } from "../../../usecases/changeMarkets.ts";
import { toCreatePriceListResult } from "../results.ts";

export const createPriceList: MutationResolvers["createPriceList"] = async (_parent, { input }, { ports }) =>
  toCreatePriceListResult(await create(ports, input.market, input));
