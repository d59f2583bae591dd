import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { updatePriceList as update } from "../../../usecases/changeMarkets.ts";
import { toUpdatePriceListResult } from "../results.ts";

export const updatePriceList: MutationResolvers["updatePriceList"] = async (_parent, { input }, { ports }) =>
  toUpdatePriceListResult(
    await update(ports, input.id, {
      ...(input.name && { name: input.name }),
      ...(input.startsAt !== undefined && { startsAt: input.startsAt }),
      ...(input.endsAt !== undefined && { endsAt: input.endsAt }),
    }),
  );
