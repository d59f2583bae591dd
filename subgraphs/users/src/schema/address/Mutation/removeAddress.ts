import { signedInUserId } from "../../../context.ts";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { removeAddress as remove } from "../../../usecases/removeAddress.ts";
import { addressNotFound } from "../results.ts";

export const removeAddress: MutationResolvers["removeAddress"] = async (_parent, { input }, context) => {
  const result = await remove(context.ports, { ...input, userId: signedInUserId(context) });
  if (result.kind === "not-found") return addressNotFound();
  return { __typename: "AddressRemoved", addressId: result.addressId, userId: result.userId };
};
