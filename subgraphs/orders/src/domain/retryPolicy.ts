/** When a request is answered at the latest, carried out or not: before the gateway gives orders up, after 10 s. */
export const requestMilliseconds = 9_000;
/** From this age on an undecided order counts as left by the process that placed it: a repeat goes on with it. */
export const abandonedAfterMilliseconds = 4_000;
/** How long after a request began its work a job looks whether it is done: longer than any request takes. */
export const firstLookSeconds = 15;
/** After so many attempts that failed what has to be undone, or done, is left to staff: after about two hours. */
export const attemptsBeforeParking = 30;

const longestPauseSeconds = 300;

/**
 * How long to wait after the so-manieth attempt that failed, counted from 1: 2 s, 4 s, 8 s, at most 5 minutes, less up to
 * half of it by chance (`random`, from 0 to less than 1), so that what failed together is not tried again together.
 */
export function pauseAfter(attempt: number, random: number): number {
  return Math.min(2 ** attempt, longestPauseSeconds) * (1 - random / 2);
}
