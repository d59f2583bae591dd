import type { CartStore } from "../data/cartStore.ts";
import { mergeCarts } from "../domain/merge.ts";
import { type CartNotFound, cartNotFound } from "../domain/refusal.ts";

export interface AdoptCartPorts {
  readonly carts: CartStore;
  readonly newId: () => string;
}

export interface AdoptCart {
  readonly cartId: string;
  readonly userId: string;
}

export type AdoptCartResult = { readonly kind: "adopted"; readonly cartId: string } | CartNotFound;

/**
 * Merges a guest's cart into a customer's. The guest's row stays and points to the customer's, so that the guest's id
 * leads its new owner, and nobody else, to the merged cart. Its buyer id stays with it: orders were placed under that.
 */
export async function adoptCart(ports: AdoptCartPorts, { cartId, userId }: AdoptCart): Promise<AdoptCartResult> {
  return ports.carts.transaction<AdoptCartResult>(async (carts) => {
    const guest = await carts.lock(cartId);
    if (!guest) return cartNotFound();
    if (guest.customerId !== null) {
      return guest.customerId === userId ? { kind: "adopted", cartId: guest.id } : cartNotFound();
    }
    if (guest.mergedInto !== null) {
      const target = await carts.lock(guest.mergedInto);
      return target?.customerId === userId ? { kind: "adopted", cartId: target.id } : cartNotFound();
    }
    const own = await carts.lockOwn({
      id: ports.newId(),
      buyerId: userId,
      customerId: userId,
      currency: guest.currency,
      lines: [],
      promotionIds: [],
    });
    await carts.save({ ...own, ...mergeCarts(own, guest), version: own.version + 1 });
    await carts.save({ ...guest, lines: [], promotionIds: [], version: guest.version + 1, mergedInto: own.id });
    return { kind: "adopted", cartId: own.id };
  });
}
