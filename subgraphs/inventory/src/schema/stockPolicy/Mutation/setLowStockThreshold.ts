import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { setLowStockThreshold as set } from "../../../usecases/setStockTerms.ts";
import { toSetStockPolicyResult } from "../setStockPolicyResult.ts";

export const setLowStockThreshold: MutationResolvers["setLowStockThreshold"] = async (_parent, { input }, { ports }) =>
  toSetStockPolicyResult(await set(ports, input));
