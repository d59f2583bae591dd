import { userIdOf } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { updateCartLines as update } from "../../../usecases/updateCartLines.ts";
import { toCartResult } from "../toCartResult.ts";

export const updateCartLines: NonNullable<MutationResolvers["updateCartLines"]> = async (
  _parent,
  { input: { cartId, expectedVersion, lines } },
  { ports, caller },
) => {
  const result = await update(ports, {
    userId: userIdOf(caller),
    cartId,
    expectedVersion: expectedVersion ?? null,
    lines,
  });
  if (result.kind !== "cart-version-conflict") return toCartResult(result);
  const { message, path, current } = result;
  return { __typename: "CartVersionConflict", message, path: [...path], current };
};
