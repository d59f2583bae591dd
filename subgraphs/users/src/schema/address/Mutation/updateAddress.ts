import { signedInUserId } from "../../../context.ts";
import type { MutationResolvers, ResolversTypes } from "../../../generated/resolvers.ts";
import { type UpdateAddressResult, updateAddress as update } from "../../../usecases/updateAddress.ts";
import { addressNotFound, invalidAddress } from "../results.ts";

export const updateAddress: MutationResolvers["updateAddress"] = async (_parent, { input }, context) =>
  toUpdateAddressResult(await update(context.ports, { ...input, userId: signedInUserId(context) }));

function toUpdateAddressResult(result: UpdateAddressResult): ResolversTypes["UpdateAddressResult"] {
  switch (result.kind) {
    case "updated":
      return { __typename: "AddressUpdated", address: result.address, userId: result.address.userId };
    case "invalid":
      return invalidAddress(result);
    case "not-found":
      return addressNotFound();
  }
}
