import type { Decline } from "../../domain/payment.ts";

/** What the test provider does with a payment method, at first and after the shopper's confirmation. */
export type MethodBehaviour =
  | { readonly kind: "authorised" }
  | { readonly kind: "action-required"; readonly afterwards: "authorised" | DeclineCode }
  | { readonly kind: "declined"; readonly code: DeclineCode };

/** Codes as Stripe gives them (its decline code where it has one), in words. */
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
  payment_method_unknown: "There is no such payment method.",
  refund_exceeds_captured: "More cannot be given back than was taken.",
  already_captured: "The payment was captured before.",
} as const;
export type DeclineCode = keyof typeof declines;

export function declineOf(code: DeclineCode): Decline {
  return { code, message: declines[code] };
}

const brands = [
  ...["visa", "visa_debit", "mastercard", "mastercard_debit", "mastercard_prepaid", "amex"],
  ...["discover", "diners", "jcb", "unionpay", "threeDSecureOptional"],
];

/** By what follows `chargeDeclined` in the method's name. */
const reasons: Readonly<Record<string, DeclineCode>> = {
  "": "card_declined",
  InsufficientFunds: "insufficient_funds",
  LostCard: "lost_card",
  StolenCard: "stolen_card",
  ExpiredCard: "expired_card",
  IncorrectCvc: "incorrect_cvc",
  ProcessingError: "processing_error",
  VelocityLimitExceeded: "card_velocity_exceeded",
  Fraudulent: "fraudulent",
};

const others: Readonly<Record<string, MethodBehaviour>> = {
  pm_card_chargeCustomerFail: { kind: "declined", code: "card_declined" },
  pm_card_radarBlock: { kind: "declined", code: "fraudulent" },
  pm_card_authenticationRequired: { kind: "action-required", afterwards: "authorised" },
  pm_card_authenticationRequiredOnSetup: { kind: "action-required", afterwards: "authorised" },
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: {
    kind: "action-required",
    afterwards: "insufficient_funds",
  },
  pm_card_threeDSecure2Required: { kind: "action-required", afterwards: "authorised" },
  pm_card_threeDSecureRequired: { kind: "action-required", afterwards: "authorised" },
  pm_card_threeDSecureRequiredChargeDeclined: { kind: "action-required", afterwards: "card_declined" },
  pm_card_threeDSecureRequiredProcessingError: { kind: "action-required", afterwards: "processing_error" },
};

/** What a payment method of Stripe's test mode does (docs.stripe.com/testing); any other is not known here. */
export function behaviourOf(paymentMethod: string): MethodBehaviour {
  const known = Object.hasOwn(others, paymentMethod) ? others[paymentMethod] : undefined;
  if (known) return known;
  const name = paymentMethod.replace(/^pm_card_/, "");
  // Two letters: there is a card of each country.
  if (name !== paymentMethod && (brands.includes(name) || /^[a-z]{2}$/.test(name))) return { kind: "authorised" };
  const reason = /^(?:visa_)?chargeDeclined(\w*)$/.exec(name)?.[1];
  const code = name !== paymentMethod && reason !== undefined && Object.hasOwn(reasons, reason) && reasons[reason];
  return { kind: "declined", code: code || "payment_method_unknown" };
}
