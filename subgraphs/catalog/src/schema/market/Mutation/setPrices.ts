import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { setPrices as set } from "../../../usecases/setPrices.ts";
import { authorOf } from "../../author.ts";
import { toSetPricesResult } from "../results.ts";

export const setPrices: MutationResolvers["setPrices"] = async (_parent, { input }, { ports, caller }) =>
  toSetPricesResult(await set(ports, input, authorOf(caller)));
