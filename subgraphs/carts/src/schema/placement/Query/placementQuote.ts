import { userIdOf } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { quotePlacement } from "../../../usecases/quotePlacement.ts";
import { toPlacementQuote } from "../toPlacementQuote.ts";

export const placementQuote: NonNullable<QueryResolvers["placementQuote"]> = async (
  _parent,
  { input },
  { ports, loaders, caller },
) => toPlacementQuote(await quotePlacement({ ...loaders, carts: ports.carts }, { ...input, userId: userIdOf(caller) }));
