import type { DeclineCode } from "../../domain/declines.ts";
import type { DisputeState } from "../../domain/dispute.ts";

/** What the test provider does with a payment method, at first and after the shopper's confirmation. */
export type MethodBehaviour =
  /** `disputedAs`: the shopper's bank takes the money back as soon as it is captured, or asks about it. */
  | { readonly kind: "authorised"; readonly disputedAs?: DisputeState }
  | { readonly kind: "action-required"; readonly afterwards: "authorised" | DeclineCode }
  | { readonly kind: "declined"; readonly code: DeclineCode };

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
  pm_card_createDispute: { kind: "authorised", disputedAs: "NEEDS_RESPONSE" },
  pm_card_createDisputeInquiry: { kind: "authorised", disputedAs: "INQUIRY" },
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
