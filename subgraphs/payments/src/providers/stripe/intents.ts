import type Stripe from "stripe";
import { declined } from "../../domain/declines.ts";
import type { ActionOutcome, AuthorisationOutcome, Captured, CaptureOutcome, Declined } from "../../domain/outcomes.ts";
import { type ProviderPayment, ProviderUnavailable } from "../paymentProvider.ts";
import { fromStripe } from "./amounts.ts";
import { declinedByStripe } from "./declines.ts";

// What a PaymentIntent's status is here (docs.stripe.com/payments/paymentintents/lifecycle).

type Intent = Stripe.PaymentIntent;

export function authorisationOf(intent: Intent): AuthorisationOutcome {
  switch (intent.status) {
    case "requires_capture":
    case "succeeded":
      return { kind: "authorised", reference: intent.id };
    case "requires_action":
    case "requires_confirmation":
      return {
        kind: "action-required",
        reference: intent.id,
        clientSecret: intent.client_secret,
        redirectUrl: intent.next_action?.redirect_to_url?.url ?? null,
      };
    case "requires_payment_method":
      return declineOf(intent);
    case "canceled":
      return declined("authorisation_expired");
    default:
      throw new ProviderUnavailable(`Stripe is still processing ${intent.id}`);
  }
}

export function captureOf(intent: Intent): CaptureOutcome {
  switch (intent.status) {
    case "succeeded":
      return takenOf(intent);
    case "canceled":
      // "automatic": the bank's hold was over. The other reasons are somebody's decision.
      return intent.cancellation_reason === "automatic" ? declined("authorisation_expired") : { kind: "voided" };
    case "requires_payment_method":
      return declineOf(intent);
    default:
      throw new ProviderUnavailable(`Stripe has not captured ${intent.id}, which is ${intent.status}`);
  }
}

/** What was taken of an intent that has succeeded. */
export function takenOf({ amount, amount_received: received, currency }: Intent): Captured {
  return received === amount ? { kind: "captured" } : { kind: "captured", part: fromStripe(received, currency).amount };
}

/** Undefined for a confirmation that failed: such an intent can be tried again, until it is cancelled. */
export function actionOf(intent: Intent): ActionOutcome | { readonly kind: "action-required" } | undefined {
  switch (intent.status) {
    case "requires_capture":
    case "succeeded":
      return { kind: "authorised" };
    case "canceled":
      return { kind: "voided" };
    case "requires_payment_method":
      return undefined;
    default:
      return { kind: "action-required" };
  }
}

export function declineOf({ last_payment_error: error }: Intent): Declined {
  return declinedByStripe(error?.decline_code, error?.code);
}

/** The intent with its charge expanded, as it stands in Stripe's books. */
export function paymentOf(intent: Intent): ProviderPayment {
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const { amount, currency } = fromStripe(intent.amount, intent.currency);
  return {
    reference: intent.id,
    status: statusOf(intent.status),
    currency,
    amount,
    captured: fromStripe(intent.amount_received, intent.currency).amount,
    refunded: fromStripe(charge?.amount_refunded ?? 0, intent.currency).amount,
    createdAt: new Date(intent.created * 1_000),
  };
}

function statusOf(status: Intent["status"]): ProviderPayment["status"] {
  switch (status) {
    case "requires_capture":
      return "AUTHORIZED";
    case "succeeded":
      return "CAPTURED";
    case "canceled":
      return "VOIDED";
    case "requires_payment_method":
      return "DECLINED";
    default:
      return "ACTION_REQUIRED";
  }
}
