const newsLastsMilliseconds = 3 * 24 * 3600 * 1000;

/** From when on what happened then is no news any more. */
export function endOfNews(happenedAt: Date): Date {
  return new Date(happenedAt.getTime() + newsLastsMilliseconds);
}

/** Whether people are still told: a consumer that joins late, or a log that is replayed, does not write to them. */
export function isNews(happenedAt: Date, now: Date): boolean {
  return now < endOfNews(happenedAt);
}
