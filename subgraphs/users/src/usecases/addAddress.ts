import { type ParsedAddress, parseAddress, type TypedAddress } from "@angidi/contact";
import { newId } from "@angidi/datastores";
import { type Address, addressBookSize } from "../domain/address.ts";
import type { Ports } from "../ports.ts";

export type AddAddressResult =
  | { readonly kind: "added"; readonly address: Address }
  | { readonly kind: "book-full" }
  | { readonly kind: "no-account" }
  | Exclude<ParsedAddress, { kind: "valid" }>;

/** Adds an address to a user's book; the first becomes the default. */
export async function addAddress(
  ports: Pick<Ports, "store" | "clock">,
  { userId, address: typed }: { userId: string; address: TypedAddress },
): Promise<AddAddressResult> {
  const parsed = parseAddress(typed);
  if (parsed.kind !== "valid") return parsed;
  const postal = parsed.address;
  const now = ports.clock();

  return ports.store.transaction(async ({ addresses }): Promise<AddAddressResult> => {
    const size = await addresses.lockBook(userId);
    if (size === null) return { kind: "no-account" };
    if (size >= addressBookSize) return { kind: "book-full" };
    const id = newId();
    await addresses.insert({ userId, id, postal, now });
    return { kind: "added", address: { ...postal, id, userId, isDefault: size === 0 } };
  });
}
