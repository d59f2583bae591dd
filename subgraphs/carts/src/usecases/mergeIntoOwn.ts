import type { LockedCarts, StoredCart } from "../data/cartStore.ts";
import { contentOf } from "../domain/cart.ts";
import { mergeCarts } from "../domain/merge.ts";
import type { CartNotFound } from "../domain/refusal.ts";

export type AdoptCartResult =
  | { readonly kind: "adopted"; readonly cartId: string }
  /** An order of it may be under way: it is merged when that is decided. Until then the guest's id opens it as before. */
  | { readonly kind: "deferred"; readonly cartId: string }
  | CartNotFound;

/**
 * Merges a locked guest's cart into the customer's, which is made if need be. The guest's row stays and points to the
 * customer's, so that the guest's id leads its new owner, and nobody else, to the merged cart. Its buyer id stays with it:
 * orders were placed under that.
 */
export async function mergeIntoOwn(
  carts: LockedCarts,
  guest: StoredCart,
  { userId, newId }: { readonly userId: string; readonly newId: () => string },
): Promise<{ readonly kind: "adopted"; readonly cartId: string }> {
  const nothing = { lines: [], savedLines: [], promotionIds: [] };
  const own = await carts.lockOwn({
    ...contentOf(guest),
    ...nothing,
    id: newId(),
    buyerId: userId,
    customerId: userId,
  });
  await carts.save({ ...own, ...mergeCarts(own, guest), version: own.version + 1 });
  await carts.save({ ...guest, ...nothing, version: guest.version + 1, mergedInto: own.id });
  return { kind: "adopted", cartId: own.id };
}
