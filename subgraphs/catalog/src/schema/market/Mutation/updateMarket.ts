import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { updateMarket as update } from "../../../usecases/changeMarkets.ts";
import { toUpdateMarketResult } from "../results.ts";

export const updateMarket: MutationResolvers["updateMarket"] = async (_parent, { input }, { ports }) =>
  toUpdateMarketResult(
    await update(ports, input.code, {
      ...(input.name && { name: input.name }),
      ...(input.countries && { countries: input.countries }),
    }),
  );
