import { userIdOf } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { updateCartLines as update } from "../../../usecases/updateCartLines.ts";
import { toChangedOrConflict } from "../toChangedOrConflict.ts";

export const updateCartLines: NonNullable<MutationResolvers["updateCartLines"]> = async (
  _parent,
  { input: { cartId, expectedVersion, lines } },
  { ports, caller },
) =>
  toChangedOrConflict(
    await update(ports, { userId: userIdOf(caller), cartId, expectedVersion: expectedVersion ?? null, lines }),
  );
