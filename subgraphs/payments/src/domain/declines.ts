import type { Declined, Refused } from "./outcomes.ts";

/**
 * Why money does not move, in one vocabulary for every provider: what a shopper can do something about is told apart, the
 * rest is card_declined. The text is for shoppers, so it never says more than the card's owner should hear.
 */
const declines = {
  card_declined: "The card was declined.",
  insufficient_funds: "The card has insufficient funds.",
  lost_card: "The card was declined.",
  stolen_card: "The card was declined.",
  fraudulent: "The card was declined.",
  expired_card: "The card has expired.",
  incorrect_cvc: "The card's security code is incorrect.",
  processing_error: "An error occurred while processing the card. Try again in a little while.",
  card_velocity_exceeded: "The card has exceeded its limit of payments or amounts.",
  authentication_failed: "The payment was not confirmed.",
  authorisation_expired: "The payment was held for too long.",
  payment_method_invalid: "This is not the name of a payment method.",
  payment_method_unknown: "There is no such payment method.",
  provider_unavailable: "This way of paying is not available.",
  currency_unsupported: "This way of paying does not take the currency.",
  amount_unsupported: "This way of paying does not take this amount.",
  refund_exceeds_captured: "More cannot be given back than was taken.",
  refund_failed: "The money could not be given back.",
  payment_disputed: "The payment is disputed, which decides whether it goes back.",
  already_captured: "The payment was captured before.",
  not_now: "The payment provider does not do it for now.",
} as const;

export type DeclineCode = keyof typeof declines;

export function isDeclineCode(code: string): code is DeclineCode {
  return Object.hasOwn(declines, code);
}

/** The outcome of a call that was declined for this. */
export function declined(code: DeclineCode): Declined {
  return { kind: "declined", code, message: declines[code] };
}

/** The outcome of a call that was refused for a reason that may pass. */
export function refused(): Refused {
  return { kind: "refused", code: "not_now", message: declines.not_now };
}
