/**
 * Answers kept for a while in front of what makes them. They may be out of date: for their time to live at most, and for
 * less where whoever changes what they are made of deletes them. So it is for reads whose staleness is allowed.
 */
export interface Cache {
  /**
   * Gives what is kept under a key, or else what `make` gives, which is then kept for `ttlSeconds`. All in this process who
   * miss the same key at once wait for one `make`. What it throws is thrown to all of them and not kept. Values are kept
   * as JSON and so come back as plain data; undefined cannot be kept.
   */
  getOrSet<T>(key: string, ttlSeconds: number, make: () => Promise<T>): Promise<T>;
  /** Forgets keys here and, as a hint that may be lost, in every other process. */
  delete(keys: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** What a process keeps in its memory at most, in entries; the least recently used ones go first. */
export const MOST_ENTRIES = 10_000;
