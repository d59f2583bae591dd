import { isId } from "@angidi/datastores";
import type { Ports } from "../ports.ts";

export type RemoveAddressResult =
  | { readonly kind: "removed"; readonly userId: string; readonly addressId: string }
  | { readonly kind: "not-found" };

/** Takes an address out of a user's book. If it was the default, there is none until another is chosen. */
export async function removeAddress(
  ports: { readonly store: Pick<Ports["store"], "addresses"> },
  { userId, id }: { userId: string; id: string },
): Promise<RemoveAddressResult> {
  const removed = isId(id) && (await ports.store.addresses.delete(userId, id));
  return removed ? { kind: "removed", userId, addressId: id } : { kind: "not-found" };
}
