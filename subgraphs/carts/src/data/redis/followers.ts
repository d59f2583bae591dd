import { asWorker } from "@angidi/datastores";
import type { StoredCart } from "../cartStore.ts";

/** Lets the rows of guests' carts follow what is in Redis, a little later and many at a time. */
export interface Followers {
  /** This is the cart by now. */
  add(cart: StoredCart): void;
  /** Ends when what was added so far is written, or could not be. */
  flush(): Promise<void>;
  /** Writes what is left, once. */
  stop(): Promise<void>;
}

export interface FollowersSettings {
  /** Writes rows, and gives the carts that have gone on elsewhere. */
  readonly write: (carts: readonly StoredCart[]) => Promise<readonly StoredCart[]>;
  /** A cart that has gone on in its row while it was changed in Redis. */
  readonly onOvertaken: (cart: StoredCart) => Promise<unknown>;
  readonly onFailure: (error: unknown) => void;
}

/** So much of a guest's cart is lost when Redis loses its data and this process dies. */
const delay = 200;
const batchSize = 500;
const pauseAfterFailure = 1_000;
/** Beyond that the ones that wait longest are left out: Redis has them, and their next change brings them back. */
const mostWaiting = 20_000;

export function openFollowers({ write, onOvertaken, onFailure }: FollowersSettings): Followers {
  const waiting = new Map<string, StoredCart>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  function schedule(milliseconds: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void flush();
    }, milliseconds).unref();
  }

  async function writeAll(): Promise<void> {
    while (waiting.size > 0) {
      const batch = [...waiting.values()].slice(0, batchSize);
      const overtaken = await write(batch);
      for (const cart of overtaken) await onOvertaken(cart);
      for (const cart of batch) if (waiting.get(cart.id) === cart) waiting.delete(cart.id);
    }
  }

  /** The writing that has not begun yet; all who ask for one meanwhile share it. */
  let next: Promise<void> | undefined;
  function flush(): Promise<void> {
    next ??= running = running.then(() => {
      next = undefined;
      return asWorker(writeAll).catch((error) => {
        onFailure(error);
        schedule(pauseAfterFailure);
      });
    });
    return next;
  }

  return {
    add(cart) {
      const known = waiting.get(cart.id);
      if (known && known.version > cart.version) return;
      waiting.set(cart.id, cart);
      if (waiting.size > mostWaiting) waiting.delete(waiting.keys().next().value!);
      asWorker(() => schedule(delay));
    },
    flush: () => (waiting.size > 0 ? flush() : running),
    async stop() {
      await flush();
      clearTimeout(timer);
    },
  };
}
