import { type ParsedAddress, parseAddress, type TypedAddress } from "@angidi/contact";
import { isId } from "@angidi/datastores";
import type { Address } from "../domain/address.ts";
import type { Ports } from "../ports.ts";

export type UpdateAddressResult =
  | { readonly kind: "updated"; readonly address: Address }
  | { readonly kind: "not-found" }
  | Exclude<ParsedAddress, { kind: "valid" }>;

/** Replaces an address of a user's book as a whole. */
export async function updateAddress(
  ports: { readonly store: Pick<Ports["store"], "addresses"> },
  { userId, id, address: typed }: { userId: string; id: string; address: TypedAddress },
): Promise<UpdateAddressResult> {
  if (!isId(id)) return { kind: "not-found" };
  const parsed = parseAddress(typed);
  if (parsed.kind !== "valid") return parsed;
  const address = await ports.store.addresses.replace(userId, id, parsed.address);
  return address ? { kind: "updated", address } : { kind: "not-found" };
}
