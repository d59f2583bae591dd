import { isId, type Queryable } from "@angidi/datastores";
import type { LockedCarts, StoredCart } from "../cartStore.ts";
import { takeIn } from "../postgres/guestRows.ts";
import { lockedCarts } from "../postgres/lockedCarts.ts";
import type { CopiedCart } from "./cartEntries.ts";

/** Carts within a transaction, and what Redis is to be told when it has committed. */
export interface LockedFromRedis extends LockedCarts {
  /** The cart of this id, with what was read of it in Redis before, should that be gone there. */
  lock(id: string, inHand?: StoredCart): Promise<StoredCart | null>;
  /** The carts as they are now, of those that were written. */
  written(): CopiedCart[];
}

/**
 * Locks rows. What Redis has of a guest's cart is sealed and taken in by the row first: so the transaction sees all of it,
 * and whoever changes the cart meanwhile comes to the row, and waits. When the transaction is rolled back, the cart stays
 * sealed with all that is in it, and is taken in by whoever needs it next.
 */
export function lockedFromRedis(
  transaction: Queryable,
  seal: (id: string) => Promise<StoredCart | null>,
): LockedFromRedis {
  const rows = lockedCarts(transaction);
  const written = new Map<string, CopiedCart>();
  const note = (cart: StoredCart, takenIn = written.get(cart.id)?.takenIn ?? 0) =>
    void written.set(cart.id, { cart, takenIn });

  return {
    written: () => [...written.values()],

    async lock(id, inHand) {
      if (!isId(id)) return null;
      const sealed = await seal(id.toLowerCase());
      if (sealed) await takeIn(transaction, sealed);
      if (inHand && inHand.version > (sealed?.version ?? 0)) await takeIn(transaction, inHand);
      const cart = await rows.lock(id);
      if (cart && (sealed || inHand)) note(cart, sealed?.version);
      return cart;
    },

    async lockOwn(otherwise) {
      const cart = await rows.lockOwn(otherwise);
      note(cart);
      return cart;
    },

    async save(cart) {
      const saved = await rows.save(cart);
      note(cart);
      return saved;
    },

    claimOf: (id) => rows.claimOf(id),
    awaitAdoption: (id, adopterId, dueAt) => rows.awaitAdoption(id, adopterId, dueAt),
  };
}
