import { signedInUserId } from "../../../context.ts";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { setDefaultAddress as setDefault } from "../../../usecases/setDefaultAddress.ts";
import { addressNotFound } from "../results.ts";

export const setDefaultAddress: MutationResolvers["setDefaultAddress"] = async (_parent, { input }, context) => {
  const result = await setDefault(context.ports, { ...input, userId: signedInUserId(context) });
  if (result.kind === "not-found") return addressNotFound();
  return { __typename: "DefaultAddressSet", address: result.address, userId: result.address.userId };
};
