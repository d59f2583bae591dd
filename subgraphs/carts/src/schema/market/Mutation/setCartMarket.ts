import { userIdOf } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { setCartMarket as set } from "../../../usecases/setCartMarket.ts";
import { toChangedOrConflict } from "../../cart/toChangedOrConflict.ts";

export const setCartMarket: NonNullable<MutationResolvers["setCartMarket"]> = async (
  _parent,
  { input: { cartId, market, expectedVersion } },
  { ports, loaders: { variants, market: marketByCode }, caller },
) =>
  toChangedOrConflict(
    await set(
      { ...ports, variants, market: marketByCode },
      { userId: userIdOf(caller), cartId, market: market ?? null, expectedVersion: expectedVersion ?? null },
    ),
  );
