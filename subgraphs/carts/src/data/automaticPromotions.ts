import { asWorker, type Cache, newId } from "@angidi/datastores";
import type { Promotion } from "../domain/promotion.ts";
import type { PromotionStore } from "./promotionStore.ts";

/** The promotions that every price is computed with. */
export interface AutomaticPromotions {
  /** Those without a code that are neither paused nor over; at most a few seconds old. */
  inForce(): Promise<readonly Promotion[]>;
  /** Makes whoever asks next read them again, here at once and elsewhere where the cache is shared. */
  changed(): Promise<void>;
}

/** How long a change that was made elsewhere may stay unseen where no hint of it came. */
const ttlSeconds = 5;

/** In the cache there is only what tells one edition of the list from the next. */
const key = "automatic-promotions";

/**
 * Keeps the list in this process's memory, so that pricing a cart reads none of it. It is read by one statement when the
 * cache gives out a new edition's name: after a change, here or in another process that shares the cache, and when the time
 * is up.
 */
export function cachedAutomaticPromotions(
  promotions: Pick<PromotionStore, "automatic">,
  cache: Cache,
  now: () => Date,
): AutomaticPromotions {
  let known: { readonly edition: string; readonly list: Promise<readonly Promotion[]> } | null = null;
  return {
    async inForce() {
      const edition = await cache.getOrSet(key, ttlSeconds, async () => newId());
      if (known?.edition === edition) return known.list;
      // For all requests of the next seconds: no single one of them is to count it as its own.
      const reading = { edition, list: asWorker(() => promotions.automatic(now())) };
      known = reading;
      reading.list.catch(() => {
        if (known === reading) known = null;
      });
      return reading.list;
    },

    async changed() {
      known = null;
      await cache.delete([key]).catch(() => {}); // it was made nevertheless, and others see it when their time is up
    },
  };
}
