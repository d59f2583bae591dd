import type { Database, Queryable } from "@angidi/datastores";
import type { StoredCart } from "../cartStore.ts";
import type { CartEntries, CopiedCart } from "./cartEntries.ts";
import { type LockedFromRedis, lockedFromRedis } from "./lockedCarts.ts";
import type { Standing } from "./standing.ts";

/** Writes to the rows of carts that Redis hears of. */
export interface Rows {
  /** To be awaited after a commit and before anyone is told of it; the epoch is one from before it was written. */
  publish(epoch: number | null, carts: readonly CopiedCart[]): Promise<void>;
  transaction<Result>(work: (carts: LockedFromRedis) => Promise<Result>): Promise<Result>;
  /** Carts within a transaction that is open already. */
  locked(transaction: Queryable): Promise<{ readonly carts: LockedFromRedis; publish(): Promise<void> }>;
  /** Makes the row of a guest's cart the cart, with all that Redis has of it and what is in hand. */
  moveToRow(id: string, inHand?: StoredCart): Promise<void>;
}

export function openRows(database: Database, entries: CartEntries, standing: Standing): Rows {
  const lockedAt = (epoch: number | null, transaction: Queryable) =>
    lockedFromRedis(transaction, async (id) => {
      const sealed = await standing.attempt(epoch, () => entries.seal(id));
      return sealed?.cart ?? null;
    });

  const rows: Rows = {
    async publish(epoch, carts) {
      if (carts.length === 0) return;
      const copied = await standing.attempt(epoch, (at) => entries.copy(at, carts));
      if (!copied) return standing.passedBy();
      // Rows that were written while somebody else went on in Redis.
      for (const id of copied.open) await rows.moveToRow(id);
    },

    async transaction(work) {
      // Not within: the transaction holds a connection already, and this may need one more.
      const epoch = await standing.epoch();
      const { result, written } = await database.transaction(async (transaction) => {
        const carts = lockedAt(epoch, transaction);
        const result = await work(carts);
        return { result, written: carts.written() };
      });
      await rows.publish(epoch, written);
      return result;
    },

    async locked(transaction) {
      const epoch = await standing.epoch();
      const carts = lockedAt(epoch, transaction);
      return { carts, publish: () => rows.publish(epoch, carts.written()) };
    },

    moveToRow: (id, inHand) => rows.transaction(async (carts) => void (await carts.lock(id, inHand))),
  };
  return rows;
}
