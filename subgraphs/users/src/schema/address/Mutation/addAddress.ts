import { signedInUserId } from "../../../context.ts";
import { addressBookSize } from "../../../domain/address.ts";
import type { MutationResolvers, ResolversTypes } from "../../../generated/resolvers.ts";
import { type AddAddressResult, addAddress as add } from "../../../usecases/addAddress.ts";
import { noAccount, refusal } from "../../userErrors.ts";
import { invalidAddress } from "../results.ts";

export const addAddress: MutationResolvers["addAddress"] = async (_parent, { input }, context) =>
  toAddAddressResult(await add(context.ports, { ...input, userId: signedInUserId(context) }));

function toAddAddressResult(result: AddAddressResult): ResolversTypes["AddAddressResult"] {
  switch (result.kind) {
    case "added":
      return { __typename: "AddressAdded", address: result.address, userId: result.address.userId };
    case "invalid":
      return invalidAddress(result);
    case "book-full":
      return refusal("AddressBookFull", `An address book holds ${addressBookSize} addresses.`, null);
    case "no-account":
      throw noAccount();
  }
}
