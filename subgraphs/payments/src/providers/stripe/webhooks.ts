import type { Money } from "@angidi/money";
import Stripe from "stripe";
import type { DisputeState, ProviderDispute } from "../../domain/dispute.ts";
import { type ProviderEvent, type WebhookHeaders, WebhookRefused } from "../paymentProvider.ts";
import { fromStripe } from "./amounts.ts";

/** How old a signature may be: longer than clocks differ, too short for one that was overheard to be of use. */
const toleranceSeconds = 300;

/**
 * What a webhook of Stripe tells, once the signature over its bytes is verified (docs.stripe.com/webhooks#verify-events).
 * Throws WebhookRefused.
 */
export function readStripeWebhook(
  rawBody: Buffer,
  headers: WebhookHeaders,
  secret: string,
  stripe: Stripe,
): readonly ProviderEvent[] {
  const signature = headers["stripe-signature"];
  let event: Stripe.Event;
  try {
    event = stripe.webhooks.constructEvent(rawBody, String(signature ?? ""), secret, toleranceSeconds);
  } catch (error) {
    throw new WebhookRefused(error instanceof Stripe.errors.StripeError ? error.type : "not a webhook of Stripe");
  }
  return eventsOf(event);
}

function eventsOf(event: Stripe.Event): readonly ProviderEvent[] {
  const { id } = event;
  switch (event.type) {
    case "payment_intent.amount_capturable_updated":
    case "payment_intent.succeeded":
    case "payment_intent.payment_failed":
    case "payment_intent.canceled":
      return paymentChanged(id, event.data.object);
    case "charge.refunded":
    case "refund.updated":
    case "refund.failed":
      return paymentChanged(id, event.data.object.payment_intent);
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated": {
      const dispute = event.data.object;
      const reference = idOf(dispute.payment_intent);
      return reference ? [{ kind: "dispute-changed", id, reference, dispute: disputeOf(dispute) }] : [];
    }
    default:
      return [];
  }
}

function paymentChanged(
  id: string,
  intent: string | { readonly id: string; readonly metadata?: Stripe.Metadata } | null | undefined,
): readonly ProviderEvent[] {
  const reference = idOf(intent);
  const paymentId = (typeof intent === "object" && intent?.metadata?.paymentId) || null;
  return reference ? [{ kind: "payment-changed", id, reference, paymentId }] : [];
}

function idOf(named: string | { id: string } | null | undefined): string | null {
  return typeof named === "string" ? named : (named?.id ?? null);
}

/** The bank's inquiries (`warning_…`) take no money back. */
const states: Readonly<Record<string, DisputeState>> = {
  warning_needs_response: "INQUIRY",
  warning_under_review: "INQUIRY",
  warning_closed: "CLOSED",
  prevented: "CLOSED",
  needs_response: "NEEDS_RESPONSE",
  under_review: "UNDER_REVIEW",
  won: "WON",
  lost: "LOST",
};

function disputeOf(dispute: Stripe.Dispute): ProviderDispute {
  const { id, status, reason, amount, currency, evidence_details } = dispute;
  const dueBy = evidence_details?.due_by;
  const state = Object.hasOwn(states, status) ? states[status] : undefined;
  return {
    reference: id,
    state: state ?? "UNDER_REVIEW",
    reason,
    amount: fromStripe(amount, currency),
    lost: lostIn(dispute),
    evidenceDueBy: dueBy ? new Date(dueBy * 1_000) : null,
    unclearOutcome: state ? null : status,
  };
}

/**
 * What a dispute that is over has cost: what was withdrawn, less what came back, where the account has both in the
 * dispute's own currency. That a won one's money has not come back yet is no loss.
 */
function lostIn({ status, amount, currency, balance_transactions: moved = [] }: Stripe.Dispute): Money | null {
  if (status !== "lost" && status !== "won") return null;
  const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, each) => sum + each, 0);
  const withdrawn = -sumOf(moved.map((each) => each.amount).filter((each) => each < 0));
  const reinstated = sumOf(moved.map((each) => each.amount).filter((each) => each > 0));
  const isComparable = withdrawn === amount && moved.every((each) => each.currency === currency);
  if (!isComparable || (status === "won" && reinstated === 0)) return null;
  return fromStripe(Math.max(0, withdrawn - reinstated), currency);
}
