import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { setStockPolicy as set } from "../../../usecases/setStockTerms.ts";
import { toSetStockPolicyResult } from "../setStockPolicyResult.ts";

export const setStockPolicy: MutationResolvers["setStockPolicy"] = async (
  _parent,
  { input: { availableFrom, expectedAt, ...input } },
  { ports },
) =>
  toSetStockPolicyResult(
    await set(ports, { ...input, availableFrom: instant(availableFrom), expectedAt: instant(expectedAt) }),
  );

function instant(text: string | null | undefined): Date | null {
  return text ? new Date(text) : null;
}
