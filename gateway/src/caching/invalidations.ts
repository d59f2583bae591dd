import { type Tag, withUnknown } from "./tags.ts";

/** A moment between invalidations: what was read at it is out of date once one of its tags has gone since. */
export type Mark = number;

/** Tags whose last invalidation is remembered one by one. */
const mostTags = 100_000;

/**
 * When which tags were told out of date. Looked at when an answer is read, so that it makes no difference whether the
 * answer was kept before or after: one that was being made meanwhile is out of date, too.
 */
export class Invalidations {
  #now: Mark = 0;
  readonly #last = new Map<Tag, Mark>();
  readonly #most: number;
  /** Of tags that are not remembered any more, it was at the latest then. */
  #forgotten: Mark = 0;

  constructor(most = mostTags) {
    this.#most = most;
  }

  get now(): Mark {
    return this.#now;
  }

  add(tags: readonly Tag[]): void {
    if (tags.length === 0) return;
    this.#now++;
    for (const tag of withUnknown(tags)) {
      this.#last.delete(tag);
      this.#last.set(tag, this.#now);
    }
    // A Map keeps the order of insertion: the first has been quiet for longest.
    for (const [tag, mark] of this.#last) {
      if (this.#last.size <= this.#most) break;
      this.#last.delete(tag);
      this.#forgotten = mark;
    }
  }

  /** Whether any of the tags has gone since the mark. */
  isSince(mark: Mark, tags: readonly Tag[]): boolean {
    if (mark === this.#now) return false;
    if (mark < this.#forgotten) return true;
    return tags.some((tag) => (this.#last.get(tag) ?? 0) > mark);
  }
}
