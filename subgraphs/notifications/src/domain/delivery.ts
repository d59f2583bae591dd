/** What a provider said to a message, by what there is to do about it. */
export type SendOutcome =
  | { readonly kind: "sent"; readonly providerId: string | null }
  /** The provider is in trouble, or our account with it is: the message itself is good. */
  | { readonly kind: "transient"; readonly code: string }
  /** It will not take this message, now or later. */
  | { readonly kind: "permanent"; readonly code: string }
  /** Too much at once; null: the provider did not say for how long. */
  | { readonly kind: "rate-limited"; readonly code: string; readonly retryAfterSeconds: number | null };

/** What becomes of a message after an attempt. */
export type Settlement =
  | { readonly status: "SENT"; readonly providerId: string | null }
  | { readonly status: "FAILED"; readonly failure: string }
  /** `counts`: whether it was an attempt of those that a message has. */
  | { readonly status: "PENDING"; readonly failure: string; readonly dueAt: Date; readonly counts: boolean };

/** Attempts that a message has: with the pauses between them, about a day. */
export const attemptsPerMessage = 12;
const firstPauseSeconds = 10;
const longestPauseSeconds = 3 * 3600;
const pauseWhenRateLimitedSeconds = 60;
/** News that could not be delivered for so long is no news any more. */
const longestWaitSeconds = 3 * 24 * 3600;

export interface Attempt {
  /** The how-many-th this was, from 1. */
  readonly number: number;
  readonly createdAt: Date;
  readonly now: Date;
  /** From 0 up to 1. */
  readonly random: number;
}

/**
 * Decides by the class of a failure. Pauses double from 10 s to 3 h and are spread over half their length, so that what
 * failed together does not come back together. A rate limit says nothing about the message and costs it no attempt.
 */
export function settle(outcome: SendOutcome, { number, createdAt, now, random }: Attempt): Settlement {
  if (outcome.kind === "sent") return { status: "SENT", providerId: outcome.providerId };
  if (outcome.kind === "permanent") return { status: "FAILED", failure: outcome.code };

  const isRateLimited = outcome.kind === "rate-limited";
  const seconds = isRateLimited
    ? Math.min(Math.max(outcome.retryAfterSeconds ?? pauseWhenRateLimitedSeconds, 1), longestPauseSeconds)
    : Math.min(firstPauseSeconds * 2 ** (number - 1), longestPauseSeconds) * (0.5 + random / 2);
  const dueAt = new Date(now.getTime() + seconds * 1000);
  const isTooLate = dueAt.getTime() - createdAt.getTime() > longestWaitSeconds * 1000;
  if (isTooLate || (!isRateLimited && number >= attemptsPerMessage)) return { status: "FAILED", failure: outcome.code };
  return { status: "PENDING", failure: outcome.code, dueAt, counts: !isRateLimited };
}
