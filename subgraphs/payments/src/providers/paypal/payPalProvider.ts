import { declined, refused } from "../../domain/declines.ts";
import type { Captured } from "../../domain/outcomes.ts";
import type { Exchange } from "../http/exchange.ts";
import { type PaymentProvider, ProviderUnavailable } from "../paymentProvider.ts";
import { toPayPal } from "./amounts.ts";
import { type PayPalSettings, payPalClient } from "./client.ts";
import { listPayPal } from "./listing.ts";
import {
  authorisationIn,
  captureIn,
  declinedByPayPal,
  isTaken,
  type PayPalCapture,
  type PayPalOrder,
  type PayPalRefund,
  paymentOf,
  refundsIn,
  takenIn,
} from "./orders.ts";
import { actionOf, authorisationOf, captured, captureOf, refusedCapture, voided } from "./outcomes.ts";
import { payPalWebhooks } from "./webhooks.ts";

/** PayPal keeps the keys of orders for six hours, those of captures and refunds for longer (PayPal-Request-Id). */
const keysKeptHours = 5.5;

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

  /** What was taken of an order that PayPal says was captured. */
  async function takenNow(reference: string): Promise<Captured> {
    const order = await read(reference);
    const capture = order && captureIn(order);
    if (order && capture && isTaken(capture)) return takenIn(order);
    throw new ProviderUnavailable("PayPal has captured an order, and does not show how much");
  }

  return {
    async authorise({ idempotencyKey, paymentMethod, amount, paymentId }) {
      const given = toPayPal(amount);
      if (given.kind === "unsupported") return declined(`${given.what}_unsupported`);
      const answer = await client.post<PayPalOrder>(
        "/v2/checkout/orders",
        {
          intent: "AUTHORIZE",
          purchase_units: [{ custom_id: paymentId, amount: given.amount }],
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
      if (before) return isTaken(before) ? takenIn(order) : captureOf(before);
      if (authorisation.status === "VOIDED") return { kind: "voided" };

      const path = `/v2/payments/authorizations/${encodeURIComponent(authorisation.id)}/capture`;
      const body = { amount: given.amount, final_capture: true };
      const answer = await client.post<PayPalCapture>(path, body, idempotencyKey);
      if (answer.kind === "done") return captureOf(answer.body);
      return captured.includes(answer.issue) ? takenNow(reference) : refusedCapture(answer.issue);
    },

    async void({ idempotencyKey, reference }) {
      const order = await read(reference);
      const authorisation = order && authorisationIn(order);
      // Nothing is held for an order that was only approved, and only we could have it held.
      if (!authorisation || ["VOIDED", "DENIED"].includes(authorisation.status)) return { kind: "voided" };
      const capture = captureIn(order);
      if (capture && isTaken(capture)) return takenIn(order);

      const path = `/v2/payments/authorizations/${encodeURIComponent(authorisation.id)}/void`;
      const answer = await client.post(path, {}, idempotencyKey);
      if (answer.kind === "done" || voided.includes(answer.issue)) return { kind: "voided" };
      return captured.includes(answer.issue) ? takenNow(reference) : refused();
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

    recall: {
      keysKeptMilliseconds: keysKeptHours * 60 * 60_000,
      lagMilliseconds: 0,
      async authorisation({ paymentMethod }) {
        // Only we could have had an order held that is approved there, and its name was never known.
        if (paymentMethod === approvedThere) return null;
        throw new ProviderUnavailable("PayPal finds an order by its own name alone, which was never told");
      },
      async refunds(reference) {
        const order = await read(reference);
        return order ? refundsIn(order).map(({ amount }) => amount) : [];
      },
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
