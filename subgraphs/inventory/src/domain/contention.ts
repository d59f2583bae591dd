/** So many attempts must have met others of the same SKU … */
const MANY = 8;
/** … within so many milliseconds, before they are said to be in each other's way. */
const WINDOW = 1_000;

/** Sees which SKUs several want at the same time, again and again. */
export interface Contention {
  /** Notes an attempt of all the SKUs, at a time in milliseconds, and gives those of them that are contended. */
  begin(skus: readonly string[], now: number): string[];
  end(skus: readonly string[]): void;
}

/**
 * What counts is that an attempt meets another one of the same SKU that has not ended: only then do they wait for one
 * another. How many come in a second says little by itself: a hundred, each over in a millisecond, meet nobody.
 */
export function makeContention(): Contention {
  const attempts = new Map<string, { underWay: number; met: number; since: number }>();

  function begin(sku: string, now: number): boolean {
    const seen = attempts.get(sku);
    if (!seen) {
      attempts.set(sku, { underWay: 1, met: 0, since: now });
      return false;
    }
    if (now - seen.since > WINDOW) {
      seen.since = now;
      seen.met = 0;
    }
    seen.underWay += 1;
    seen.met += 1;
    return seen.met >= MANY;
  }

  return {
    begin: (skus, now) => skus.filter((sku) => begin(sku, now)),
    end(skus) {
      for (const sku of skus) {
        const seen = attempts.get(sku);
        if (!seen) continue;
        seen.underWay -= 1;
        if (seen.underWay === 0) attempts.delete(sku);
      }
    },
  };
}
