import type { Mark } from "./invalidations.ts";
import type { Tag } from "./tags.ts";

/** An answer as it is kept. */
export interface KeptResponse {
  /** The result in JSON, as it is sent. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
  /** Seconds. */
  readonly maxAge: number;
}

/** What looking for an answer comes to. */
export interface Found {
  readonly response: KeptResponse | undefined;
  /** When it was looked for, to be given with what is made instead; undefined while the store is away. */
  readonly mark: Mark | undefined;
}

/**
 * Where answers are kept, by keys of fixed length. What it forgets early is no loss, and neither is it being away: nothing
 * it does rejects. It never gives what is older than its age or was told to be out of date after it was begun.
 */
export interface ResponseStore {
  find(key: string): Found | Promise<Found>;
  /**
   * Keeps an answer that was begun at the mark, unless it is too large. Gives whether it is good for others who asked for
   * it meanwhile: not if any of its tags has gone since.
   */
  keep(key: string, response: KeptResponse, tags: readonly Tag[], mark: Mark): boolean | Promise<boolean>;
  /** From now on nothing is found that has any of the tags and was begun before. */
  invalidate(tags: readonly Tag[]): void | Promise<void>;
  close(): void;
}
