import { userIdOf } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { quotePlacement } from "../../../usecases/quotePlacement.ts";
import { toPlacementQuote } from "../toPlacementQuote.ts";

export const placementQuote: NonNullable<QueryResolvers["placementQuote"]> = async (
  _parent,
  { input },
  { ports, loaders, caller },
) => {
  const request = { ...input, email: input.email ?? null, userId: userIdOf(caller) };
  return toPlacementQuote(await quotePlacement({ ...loaders, carts: ports.carts }, request));
};
