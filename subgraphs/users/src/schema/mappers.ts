import type { Address } from "../domain/address.ts";
import type { ApiKey } from "../domain/apiKey.ts";
import type { Session } from "../domain/session.ts";
import type { User } from "../domain/user.ts";

// What resolvers hand down for a type of the schema; the code generator reads these names.

export type UserMapper = User;
export type AddressMapper = Address;
export type ApiKeyMapper = ApiKey;
export type SessionMapper = Session & { readonly __typename: "Session" };

// Results of the address book know whose it is; the user is loaded only if asked for.
export type AddressAddedMapper = AddressResult<"AddressAdded">;
export type AddressUpdatedMapper = AddressResult<"AddressUpdated">;
export type DefaultAddressSetMapper = AddressResult<"DefaultAddressSet">;
export type AddressRemovedMapper = {
  readonly __typename: "AddressRemoved";
  readonly userId: string;
  readonly addressId: string;
};

interface AddressResult<Name extends string> {
  readonly __typename: Name;
  readonly userId: string;
  readonly address: Address;
}
