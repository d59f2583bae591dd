import { type DeclineCode, declined, isDeclineCode } from "../../domain/declines.ts";
import type { Declined } from "../../domain/outcomes.ts";

/** Stripe's codes that are not ours by the same name. Source: docs.stripe.com/declines/codes and /error-codes. */
const others: Readonly<Record<string, DeclineCode>> = {
  invalid_cvc: "incorrect_cvc",
  incorrect_number: "card_declined",
  withdrawal_count_limit_exceeded: "card_velocity_exceeded",
  merchant_blacklist: "fraudulent",
  highest_risk_level: "fraudulent",
  authentication_required: "authentication_failed",
  payment_intent_authentication_failure: "authentication_failed",
  authentication_not_handled: "authentication_failed",
  try_again_later: "processing_error",
  issuer_not_available: "processing_error",
  currency_not_supported: "currency_unsupported",
  invalid_currency: "currency_unsupported",
  amount_too_small: "amount_unsupported",
  amount_too_large: "amount_unsupported",
  resource_missing: "payment_method_unknown",
  payment_method_provider_decline: "card_declined",
};

/** What Stripe gave as reason, finest first (the bank's, then its own), in our vocabulary. */
export function declinedByStripe(...codes: readonly (string | null | undefined)[]): Declined {
  for (const code of codes) {
    if (!code || code === "card_declined") continue;
    if (isDeclineCode(code)) return declined(code);
    const ours = Object.hasOwn(others, code) ? others[code] : undefined;
    if (ours) return declined(ours);
  }
  return declined("card_declined");
}
