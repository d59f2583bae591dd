import { declined } from "../../domain/declines.ts";
import type { ActionOutcome, AuthorisationOutcome, CaptureOutcome, Declined } from "../../domain/outcomes.ts";
import type { Exchange } from "../http/exchange.ts";
import { type PaymentProvider, ProviderUnavailable } from "../paymentProvider.ts";
import { toPayPal } from "./amounts.ts";
import { type PayPalSettings, payPalClient } from "./client.ts";
import { listPayPal } from "./listing.ts";
import {
  approvalUrl,
  authorisationIn,
  captureIn,
  declinedByPayPal,
  isTaken,
  type PayPalAuthorisation,
  type PayPalCapture,
  type PayPalOrder,
  type PayPalRefund,
  paymentOf,
} from "./orders.ts";
import { payPalWebhooks } from "./webhooks.ts";

/** The payment method of a shopper who approves at PayPal; any other is a token of one that they have saved there. */
const approvedThere = "paypal";

/**
 * PayPal: an order of intent AUTHORIZE for each payment. The payment's reference is that order's id; its authorisation
 * and capture are read from it before they are needed, so nothing about them is to be kept here.
 */
export function payPalProvider(settings: PayPalSettings, exchange: Exchange): PaymentProvider {
  const client = payPalClient(settings, exchange);
  const webhooks = payPalWebhooks(settings, exchange, client);

  /** Null for an order that PayPal does not know (any more): what is never approved is forgotten after some hours. */
  async function read(reference: string): Promise<PayPalOrder | null> {
    const answer = await client.get<PayPalOrder>(`/v2/checkout/orders/${encodeURIComponent(reference)}`);
    if (answer.kind === "done") return answer.body;
    if (answer.status === 404) return null;
    throw new ProviderUnavailable(`PayPal does not show an order: ${answer.issue}`);
  }

  return {
    async authorise({ idempotencyKey, paymentMethod, amount, orderId }) {
      const given = toPayPal(amount);
      if (given.kind === "unsupported") return declined(`${given.what}_unsupported`);
      const answer = await client.post<PayPalOrder>(
        "/v2/checkout/orders",
        {
          intent: "AUTHORIZE",
          purchase_units: [{ custom_id: orderId.slice(0, 127), amount: given.amount }],
          payment_source: { paypal: sourceOf(paymentMethod, settings.returnUrl) },
        },
        idempotencyKey,
      );
      return answer.kind === "done" ? authorisationOf(answer.body) : declinedByPayPal(answer.issue);
    },

    async finishAction({ idempotencyKey, reference }) {
      const order = await read(reference);
      if (!order) return declined("authentication_failed");
      if (order.status !== "APPROVED") return actionOf(order);
      const path = `/v2/checkout/orders/${encodeURIComponent(reference)}/authorize`;
      const answer = await client.post<PayPalOrder>(path, {}, idempotencyKey);
      if (answer.kind === "done") return actionOf(answer.body);
      if (answer.issue === "ORDER_ALREADY_AUTHORIZED") return actionOf((await read(reference)) ?? order);
      return declinedByPayPal(answer.issue);
    },

    async capture({ idempotencyKey, reference, amount }) {
      const given = toPayPal(amount);
      if (given.kind === "unsupported") return declined(`${given.what}_unsupported`);
      const order = await read(reference);
      const authorisation = order && authorisationIn(order);
      if (!authorisation) return declined("authentication_failed");
      const before = captureIn(order);
      if (before) return captureOf(before);
      if (authorisation.status === "VOIDED") return { kind: "voided" };

      const path = `/v2/payments/authorizations/${encodeURIComponent(authorisation.id)}/capture`;
      const body = { amount: given.amount, final_capture: true };
      const answer = await client.post<PayPalCapture>(path, body, idempotencyKey);
      if (answer.kind === "done") return captureOf(answer.body);
      return refusedCapture(answer.issue);
    },

    async void({ idempotencyKey, reference }) {
      const order = await read(reference);
      const authorisation = order && authorisationIn(order);
      // Nothing is held for an order that was only approved, and only we could have it held.
      if (!authorisation || ["VOIDED", "DENIED"].includes(authorisation.status)) return { kind: "voided" };
      const capture = captureIn(order);
      if (capture && isTaken(capture)) return { kind: "captured" };

      const path = `/v2/payments/authorizations/${encodeURIComponent(authorisation.id)}/void`;
      const answer = await client.post(path, {}, idempotencyKey);
      if (answer.kind === "done" || voided.includes(answer.issue)) return { kind: "voided" };
      if (captured.includes(answer.issue)) return { kind: "captured" };
      throw new ProviderUnavailable(`PayPal does not void: ${answer.issue}`);
    },

    async refund({ idempotencyKey, reference, amount }) {
      const given = toPayPal(amount);
      if (given.kind === "unsupported") return declined(`${given.what}_unsupported`);
      const order = await read(reference);
      const capture = order && captureIn(order);
      if (!capture || !isTaken(capture)) return declined("refund_exceeds_captured");
      const path = `/v2/payments/captures/${encodeURIComponent(capture.id)}/refund`;
      const answer = await client.post<PayPalRefund>(path, { amount: given.amount }, idempotencyKey);
      if (answer.kind === "refused") return declinedByPayPal(answer.issue, "refund_failed");
      const isMade = answer.body.status === "COMPLETED" || answer.body.status === "PENDING";
      return isMade ? { kind: "refunded" } : declined("refund_failed");
    },

    async find(reference) {
      const order = await read(reference);
      return order && paymentOf(order);
    },

    list: (range) => listPayPal(client, range),
    readWebhook: webhooks.read,
  };
}

function sourceOf(paymentMethod: string, returnUrl: string): object {
  if (paymentMethod !== approvedThere) return { vault_id: paymentMethod };
  return {
    experience_context: {
      return_url: returnUrl,
      cancel_url: returnUrl,
      user_action: "PAY_NOW",
      shipping_preference: "NO_SHIPPING",
    },
  };
}

function authorisationOf(order: PayPalOrder): AuthorisationOutcome {
  const outcome = outcomeOf(authorisationIn(order));
  if (outcome.kind === "authorised") return { kind: "authorised", reference: order.id };
  if (outcome.kind === "declined") return outcome;
  if (outcome.kind === "voided") return declined("authorisation_expired");
  return { kind: "action-required", reference: order.id, clientSecret: null, redirectUrl: approvalUrl(order) };
}

function actionOf(order: PayPalOrder): ActionOutcome | { readonly kind: "action-required" } {
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

function captureOf(capture: PayPalCapture): CaptureOutcome {
  if (isTaken(capture)) return { kind: "captured" };
  if (capture.status === "DECLINED") return declined("card_declined");
  // Its outcome comes by webhook, or with the next attempt.
  throw new ProviderUnavailable(`PayPal has not settled a capture: ${capture.status}`);
}

const voided = ["AUTHORIZATION_VOIDED", "PREVIOUSLY_VOIDED", "AUTHORIZATION_EXPIRED"];
const captured = ["AUTHORIZATION_ALREADY_CAPTURED", "PREVIOUSLY_CAPTURED"];

function refusedCapture(issue: string): CaptureOutcome | Declined {
  if (captured.includes(issue)) return { kind: "captured" };
  if (issue !== "AUTHORIZATION_EXPIRED" && voided.includes(issue)) return { kind: "voided" };
  return declinedByPayPal(issue);
}
