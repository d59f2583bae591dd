import type { DisputeState, ProviderDispute } from "../../domain/dispute.ts";
import type { Exchange } from "../http/exchange.ts";
import { type ProviderEvent, type WebhookHeaders, WebhookRefused } from "../paymentProvider.ts";
import { fromPayPal, type PayPalAmount } from "./amounts.ts";
import type { PayPalClient, PayPalSettings } from "./client.ts";
import { orderOfCapture } from "./listing.ts";
import { payPalSignatures } from "./signature.ts";

interface PayPalEvent {
  readonly id: string;
  readonly event_type: string;
  readonly resource?: Resource;
}

interface Resource extends Partial<PayPalDispute> {
  readonly id?: string;
  /** Our payment's id; an order's is in its unit. */
  readonly custom_id?: string;
  readonly purchase_units?: readonly { readonly custom_id?: string }[];
  readonly supplementary_data?: { readonly related_ids?: { readonly order_id?: string } };
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
}

interface PayPalDispute {
  readonly dispute_id: string;
  readonly reason: string;
  readonly status: string;
  readonly dispute_amount: PayPalAmount;
  readonly seller_response_due_date: string;
  readonly disputed_transactions: readonly { readonly seller_transaction_id?: string }[];
  readonly dispute_outcome: { readonly outcome_code?: string; readonly amount_refunded?: PayPalAmount };
}

/** Reads PayPal's webhooks, once their signature is verified. */
export function payPalWebhooks(settings: PayPalSettings, exchange: Exchange, client: PayPalClient) {
  const signatures = payPalSignatures(settings, exchange);

  async function read(rawBody: Buffer, headers: WebhookHeaders): Promise<readonly ProviderEvent[]> {
    await signatures.check(rawBody, headers);
    const { id, event_type: type, resource = {} } = parse(rawBody);
    if (type.startsWith("CUSTOMER.DISPUTE.")) return disputeChanged(id, resource);
    const reference = type.startsWith("CHECKOUT.ORDER.")
      ? (resource.id ?? null)
      : /^PAYMENT\.(AUTHORIZATION|CAPTURE)\./.test(type) && (await orderOf(resource));
    const paymentId = resource.custom_id ?? resource.purchase_units?.[0]?.custom_id ?? null;
    return reference ? [{ kind: "payment-changed", id, reference, paymentId }] : [];
  }

  /** A refund names the capture that it is of, and that its order. */
  async function orderOf({ supplementary_data, links }: Resource): Promise<string | null> {
    const named = supplementary_data?.related_ids?.order_id;
    if (named) return named;
    const capture = /\/v2\/payments\/captures\/([^/]+)$/.exec(links?.find(({ rel }) => rel === "up")?.href ?? "")?.[1];
    return capture ? orderOfCapture(client, decodeURIComponent(capture)) : null;
  }

  async function disputeChanged(id: string, resource: Resource): Promise<readonly ProviderEvent[]> {
    const capture = resource.disputed_transactions?.[0]?.seller_transaction_id;
    const reference = capture && (await orderOfCapture(client, capture));
    if (!reference || !resource.dispute_id || !resource.dispute_amount) return [];
    return [{ kind: "dispute-changed", id, reference, dispute: disputeOf(resource as PayPalDispute) }];
  }

  return { read };
}

function parse(rawBody: Buffer): PayPalEvent {
  try {
    const event = JSON.parse(rawBody.toString("utf8")) as PayPalEvent;
    if (typeof event.id === "string" && typeof event.event_type === "string") return event;
  } catch {
    // told below
  }
  throw new WebhookRefused("it is not an event");
}

const outcomes: Readonly<Record<string, DisputeState>> = {
  RESOLVED_BUYER_FAVOUR: "LOST",
  ACCEPTED: "LOST",
  // PayPal pays, or the buyer has withdrawn it: the money stays with us.
  RESOLVED_SELLER_FAVOUR: "WON",
  RESOLVED_WITH_PAYOUT: "WON",
  CANCELED_BY_BUYER: "WON",
  DENIED: "WON",
};

function disputeOf(dispute: PayPalDispute): ProviderDispute {
  const { seller_response_due_date: dueBy, dispute_outcome: outcome } = dispute;
  const { state, unclearOutcome } = stateOf(dispute);
  return {
    reference: dispute.dispute_id,
    state,
    reason: dispute.reason ?? "OTHER",
    amount: fromPayPal(dispute.dispute_amount),
    // The buyer may have been given a part only.
    lost: state === "LOST" && outcome?.amount_refunded ? fromPayPal(outcome.amount_refunded) : null,
    evidenceDueBy: dueBy ? new Date(dueBy) : null,
    unclearOutcome,
  };
}

/** PayPal withholds the money from the beginning, also while the buyer has only asked. */
function stateOf({ status, dispute_outcome }: PayPalDispute): Pick<ProviderDispute, "state" | "unclearOutcome"> {
  if (status !== "RESOLVED") {
    return { state: status === "UNDER_REVIEW" ? "UNDER_REVIEW" : "NEEDS_RESPONSE", unclearOutcome: null };
  }
  const code = dispute_outcome?.outcome_code ?? "";
  const state = Object.hasOwn(outcomes, code) ? outcomes[code] : undefined;
  return state
    ? { state, unclearOutcome: null }
    : { state: "UNDER_REVIEW", unclearOutcome: `${status} ${code}`.trim() };
}
