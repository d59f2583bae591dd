import type { Adoptions, PendingAdoption } from "../data/adoptions.ts";
import type { CartStore } from "../data/cartStore.ts";
import { nextLook, placedBy } from "../domain/adoption.ts";
import type { Orders } from "../services/orders.ts";
import { type AdoptCartResult, mergeIntoOwn } from "./mergeIntoOwn.ts";

export interface SettleAdoptionPorts {
  readonly carts: Pick<CartStore, "transaction">;
  readonly adoptions: Adoptions;
  readonly checkoutStanding: Orders["checkoutStanding"];
  readonly newId: () => string;
  readonly now: () => Date;
}

/**
 * Merges a guest's cart for which a customer waits, unless an order of it is under way or may still come. Each quote becomes
 * one order or none: so orders is asked whether one holds the checkout, and how many there were. Are there fewer than
 * quotes, the last of these has to be so old that nothing can come of it any more. Then, under the lock of the row, there
 * must have been no other quote since. So an order is either seen here, or finds the cart merged when it asks for its quote.
 */
export async function settleAdoption(ports: SettleAdoptionPorts, pending: PendingAdoption): Promise<AdoptCartResult> {
  const { cartId, buyerId, checkout, quotes, quotedAt } = pending;
  const deferred = { kind: "deferred", cartId } as const;
  if (quotedAt !== null) {
    // Not known counts as held.
    const standing = await ports.checkoutStanding({ buyerId, cartId, checkout }).catch(() => null);
    if (!standing || standing.isHeld) {
      await ports.adoptions.postpone(cartId, nextLook(ports.now()));
      return deferred;
    }
    if (standing.orders < quotes && ports.now() < placedBy(quotedAt)) return deferred;
  }
  return ports.carts.transaction<AdoptCartResult>(async (carts) => {
    const guest = await carts.lock(cartId);
    const claim = await carts.claimOf(cartId);
    if (!guest || guest.mergedInto !== null || claim.adopterId === null) return deferred; // somebody else was faster
    if (claim.quotedAt !== null && (claim.quotes !== quotes || guest.checkout !== checkout)) {
      await carts.awaitAdoption(cartId, claim.adopterId, placedBy(claim.quotedAt));
      return deferred;
    }
    return mergeIntoOwn(carts, guest, { userId: claim.adopterId, newId: ports.newId });
  });
}
