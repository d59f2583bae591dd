import { userIdOf } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { addCartLines as add } from "../../../usecases/addCartLines.ts";
import { toCartResult } from "../toCartResult.ts";

export const addCartLines: NonNullable<MutationResolvers["addCartLines"]> = async (
  _parent,
  { input: { cartId, market, lines } },
  { ports, loaders, caller },
) =>
  toCartResult(
    await add(
      { ...ports, variants: loaders.variants, market: loaders.market },
      { userId: userIdOf(caller), cartId: cartId ?? null, market: market ?? null, lines },
    ),
  );
