/**
 * How fast points come back: a bucket that fills evenly, told by the time until it is full again. That time, called debt
 * here, is all that is kept of a key (the generic cell rate algorithm).
 */
export interface Pace {
  readonly millisecondsPerPoint: number;
  /** The debt of an empty bucket, in milliseconds. */
  readonly mostDebt: number;
  /** The debt of a key that is blocked: a point comes back as the time is over. 0 where nothing is blocked. */
  readonly blockedDebt: number;
}

export function paceOf({
  points,
  perSeconds,
  burst = points,
  blockSeconds,
}: {
  readonly points: number;
  readonly perSeconds: number;
  readonly burst?: number | undefined;
  readonly blockSeconds: number;
}): Pace {
  const millisecondsPerPoint = (perSeconds * 1_000) / points;
  const mostDebt = burst * millisecondsPerPoint;
  const blockedDebt = blockSeconds > 0 ? mostDebt - millisecondsPerPoint + blockSeconds * 1_000 : 0;
  return { millisecondsPerPoint, mostDebt, blockedDebt };
}

/** Sums of fractions are off by less than this, in milliseconds. */
export const roundingError = 0.01;

/**
 * Milliseconds until so many points can be taken; 0 for at once. What is dearer than a full bucket takes one, and is
 * paid for afterwards.
 */
export function waitFor(points: number, debt: number, { millisecondsPerPoint, mostDebt }: Pace): number {
  const wait = debt + Math.min(points * millisecondsPerPoint, mostDebt) - mostDebt;
  return wait > roundingError ? wait : 0;
}

/** Points that are there. */
export function remaining(debt: number, { millisecondsPerPoint, mostDebt }: Pace): number {
  return Math.max(0, Math.floor((mostDebt - debt + roundingError) / millisecondsPerPoint));
}
