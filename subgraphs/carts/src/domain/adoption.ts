/**
 * For so long after a quote an order of it may still be placed: orders gives a request up ten seconds after it came, and
 * has asked for the quote within these.
 */
export const placementSeconds = 15;

/** How soon to look again at a cart of which an order is under way, when nothing was heard of that order. */
export const lookAgainSeconds = 30;

/** When the last order that a quote can have led to is placed. */
export function placedBy(quotedAt: Date): Date {
  return after(quotedAt, placementSeconds);
}

/** When to look at a cart again that an order holds. */
export function nextLook(now: Date): Date {
  return after(now, lookAgainSeconds);
}

function after(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1_000);
}
