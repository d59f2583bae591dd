/** When a pair of keys signs and how long it is published. */
export interface KeySchedule {
  readonly id: string;
  readonly signsFrom: Date;
  /** Null for as long as no successor is known. */
  readonly publishedUntil: Date | null;
}

/** How long before its first use a key is in the key set, so that everybody who caches the set has seen it. */
const publicationLeadMilliseconds = 10 * 60_000;
/** What a key is published longer than its last token lives, for clocks that differ. */
const leewayMilliseconds = 60_000;

/** The key to sign with at a time: the newest whose time has come. */
export function keyInUse<Key extends KeySchedule>(keys: readonly Key[], now: Date): Key | null {
  const due = keys.filter((key) => key.signsFrom <= now && isPublished(key, now));
  return due.toSorted((a, b) => b.signsFrom.getTime() - a.signsFrom.getTime())[0] ?? null;
}

/**
 * From when a new key is to sign, or null when none is needed: at once when there is nothing to sign with; once the key
 * in use is older than `keyLifetimeSeconds`, after everybody has had the time to learn of the new one.
 */
export function newKeySignsFrom(keys: readonly KeySchedule[], now: Date, keyLifetimeSeconds: number): Date | null {
  const current = keyInUse(keys, now);
  if (!current) return now;
  const isOld = now.getTime() - current.signsFrom.getTime() >= keyLifetimeSeconds * 1000;
  const successorWaits = keys.some((key) => key.signsFrom > now);
  return isOld && !successorWaits ? new Date(now.getTime() + publicationLeadMilliseconds) : null;
}

/** Whether tokens by this key are to be accepted at a time. */
export function isPublished(key: KeySchedule, now: Date): boolean {
  return key.publishedUntil === null || key.publishedUntil > now;
}

/** Until when the predecessors of a key that signs from then on stay published. */
export function predecessorsPublishedUntil(signsFrom: Date, tokenLifetimeSeconds: number): Date {
  return new Date(signsFrom.getTime() + tokenLifetimeSeconds * 1000 + leewayMilliseconds);
}
