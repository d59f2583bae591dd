import { isId } from "@angidi/datastores";
import type { Address } from "../domain/address.ts";
import type { Ports } from "../ports.ts";

export type SetDefaultAddressResult =
  | { readonly kind: "set"; readonly address: Address }
  | { readonly kind: "not-found" };

/** Makes an address of a user's book the default. */
export async function setDefaultAddress(
  ports: { readonly store: Pick<Ports["store"], "addresses"> },
  { userId, id }: { userId: string; id: string },
): Promise<SetDefaultAddressResult> {
  const address = isId(id) ? await ports.store.addresses.setDefault(userId, id) : null;
  return address ? { kind: "set", address } : { kind: "not-found" };
}
