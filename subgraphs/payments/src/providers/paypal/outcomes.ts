import { declined } from "../../domain/declines.ts";
import type { ActionOutcome, AuthorisationOutcome, CaptureOutcome } from "../../domain/outcomes.ts";
import { ProviderUnavailable } from "../paymentProvider.ts";
import {
  approvalUrl,
  authorisationIn,
  declinedByPayPal,
  isTaken,
  type PayPalAuthorisation,
  type PayPalCapture,
  type PayPalOrder,
} from "./orders.ts";

// What PayPal's answers are here.

export function authorisationOf(order: PayPalOrder): AuthorisationOutcome {
  const outcome = outcomeOf(authorisationIn(order));
  if (outcome.kind === "authorised") return { kind: "authorised", reference: order.id };
  if (outcome.kind === "declined") return outcome;
  if (outcome.kind === "voided") return declined("authorisation_expired");
  return { kind: "action-required", reference: order.id, clientSecret: null, redirectUrl: approvalUrl(order) };
}

export function actionOf(order: PayPalOrder): ActionOutcome | { readonly kind: "action-required" } {
  return order.status === "VOIDED" ? { kind: "voided" } : outcomeOf(authorisationIn(order));
}

/** An authorisation that PayPal still reviews is waited for, as the shopper is. */
function outcomeOf(authorisation: PayPalAuthorisation | undefined) {
  switch (authorisation?.status) {
    case undefined:
    case "PENDING":
      return { kind: "action-required" } as const;
    case "DENIED":
      return declined("card_declined");
    case "VOIDED":
      return { kind: "voided" } as const;
    default:
      return { kind: "authorised" } as const;
  }
}

export function captureOf(capture: PayPalCapture): CaptureOutcome {
  if (isTaken(capture)) return { kind: "captured" };
  if (capture.status === "DECLINED") return declined("card_declined");
  // Its outcome comes by webhook, or with the next attempt.
  throw new ProviderUnavailable(`PayPal has not settled a capture: ${capture.status}`);
}

/** Issues by which a hold is over. */
export const voided = ["AUTHORIZATION_VOIDED", "PREVIOUSLY_VOIDED", "AUTHORIZATION_EXPIRED"];
/** Issues by which it was taken. */
export const captured = ["AUTHORIZATION_ALREADY_CAPTURED", "PREVIOUSLY_CAPTURED"];

export function refusedCapture(issue: string): CaptureOutcome {
  if (issue !== "AUTHORIZATION_EXPIRED" && voided.includes(issue)) return { kind: "voided" };
  return declinedByPayPal(issue);
}
