import { userIdOf } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { saveForLater as move } from "../../../usecases/changeSavedLines.ts";
import { toChangedOrConflict } from "../../cart/toChangedOrConflict.ts";

export const saveForLater: NonNullable<MutationResolvers["saveForLater"]> = async (
  _parent,
  { input: { cartId, expectedVersion, lineIds } },
  { ports, caller },
) =>
  toChangedOrConflict(
    await move(ports, { userId: userIdOf(caller), cartId, expectedVersion: expectedVersion ?? null, lineIds }),
  );
