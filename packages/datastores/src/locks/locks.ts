/**
 * Locks that save work: one process at a time does something that would be done again to no purpose by another. They
 * guard nobody's correctness: a process that stalls may go on although it has lost its lock, so what two must never do
 * is kept by the store that they write to.
 */
export interface Locks {
  /**
   * Runs `work` if nobody holds the lock of that name, and lets go of it at the end, also of work that throws. `lost` is
   * aborted as soon as it is known that somebody else may hold it: work should then end. Throws StoreUnavailable when
   * the locks' store cannot be reached.
   */
  hold<T>(name: string, work: (lost: AbortSignal) => Promise<T>): Promise<Held<T>>;
}

export type Held<T> = { readonly kind: "done"; readonly result: T } | { readonly kind: "busy" };

/** For how long at most a holder that can no longer be reached keeps others out. */
export const LEASE = 10_000;
