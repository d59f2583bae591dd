import Stripe from "stripe";
import { type DeclineCode, declined } from "../../domain/declines.ts";
import type { Declined } from "../../domain/outcomes.ts";
import { isKeptFault, unavailable } from "./client.ts";
import { declinedByStripe } from "./declines.ts";

type Refusal = InstanceType<typeof Stripe.errors.StripeCardError | typeof Stripe.errors.StripeInvalidRequestError>;

/** Stripe has understood and says no: nothing has moved, and nothing would by asking again. */
export function isRefusal(error: unknown): error is Refusal {
  if (error instanceof Stripe.errors.StripeCardError) return true;
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return false;
  return error.code !== "idempotency_key_in_use" && error.code !== "lock_timeout";
}

/** The call is over and is not done, though the payment may be where it was to bring it. */
export function isFinal(error: unknown): boolean {
  return isRefusal(error) || isKeptFault(error);
}

/** The bank, or Stripe, says to try again later. */
export function mayPass(error: unknown): boolean {
  return refusalOf(error, "card_declined").code === "processing_error";
}

/** Throws what is no refusal. A request that is refused for no reason we know is declined as `otherwise`. */
export function refusalOf(error: unknown, otherwise: DeclineCode): Declined {
  if (error instanceof Stripe.errors.StripeCardError) return declinedByStripe(error.decline_code, error.code);
  if (!isRefusal(error)) throw unavailable(error);
  if (error.code === "charge_expired_for_capture") return declined("authorisation_expired");
  if (error.param === "currency") return declined("currency_unsupported");
  if (error.param === "amount") return declined("amount_unsupported");
  if (error.param === "payment_method") return declined("payment_method_unknown");
  return declined(otherwise);
}

export function whyNotRefunded({ code, param }: Refusal): DeclineCode {
  if (code === "charge_disputed" || code === "refund_disputed_payment") return "payment_disputed";
  return code === "charge_already_refunded" || param === "amount" ? "refund_exceeds_captured" : "refund_failed";
}
