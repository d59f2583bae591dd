import type { CartStore, LockedCarts, StoredCart } from "../data/cartStore.ts";
import { placedBy } from "../domain/adoption.ts";
import { cartNotFound } from "../domain/refusal.ts";
import { type AdoptCartResult, mergeIntoOwn } from "./mergeIntoOwn.ts";
import { type SettleAdoptionPorts, settleAdoption } from "./settleAdoption.ts";

export interface AdoptCartPorts extends SettleAdoptionPorts {
  readonly carts: CartStore;
}

export interface AdoptCart {
  readonly cartId: string;
  readonly userId: string;
}

/**
 * Merges a guest's cart into a customer's. One that was quoted for an order is merged only when no order of it is under
 * way or can come of that quote any more: else its lines could be ordered by the guest and by the customer.
 */
export async function adoptCart(ports: AdoptCartPorts, { cartId, userId }: AdoptCart): Promise<AdoptCartResult> {
  const first = await ports.carts.transaction(async (carts) => {
    const guest = await carts.lock(cartId);
    if (!guest) return cartNotFound();
    if (guest.customerId !== null || guest.mergedInto !== null) return adoptedBefore(carts, guest, userId);
    const { quotes, quotedAt, adopterId } = await carts.claimOf(guest.id);
    if (adopterId !== null && adopterId !== userId) return cartNotFound();
    if (quotedAt === null) return mergeIntoOwn(carts, guest, { userId, newId: ports.newId });
    await carts.awaitAdoption(guest.id, userId, placedBy(quotedAt));
    const { id, buyerId, checkout } = guest;
    return {
      kind: "pending" as const,
      pending: { cartId: id, buyerId, checkout, adopterId: userId, quotes, quotedAt },
    };
  });
  return first.kind === "pending" ? settleAdoption(ports, first.pending) : first;
}

async function adoptedBefore(carts: LockedCarts, guest: StoredCart, userId: string): Promise<AdoptCartResult> {
  const target = guest.mergedInto === null ? guest : await carts.lock(guest.mergedInto);
  return target?.customerId === userId ? { kind: "adopted", cartId: target.id } : cartNotFound();
}
