import Stripe from "stripe";
import { type DeclineCode, declined } from "../../domain/declines.ts";
import type { Declined } from "../../domain/outcomes.ts";
import type { Exchange } from "../http/exchange.ts";
import type { PaymentProvider } from "../paymentProvider.ts";
import { toStripe } from "./amounts.ts";
import { type StripeSettings, stripeClient, unavailable } from "./client.ts";
import { declinedByStripe } from "./declines.ts";
import { actionOf, authorisationOf, captureOf, declineOf, paymentOf } from "./intents.ts";
import { readStripeWebhook } from "./webhooks.ts";

/** Cards by Stripe: a PaymentIntent for each payment, held first (manual capture) and captured later. */
export function stripeProvider(settings: StripeSettings, exchange: Exchange): PaymentProvider {
  const stripe = stripeClient(settings, exchange);
  const { paymentIntents, refunds } = stripe;

  const read = (reference: string) =>
    paymentIntents.retrieve(reference, { expand: ["latest_charge"] }).catch(rethrow) as Promise<Stripe.PaymentIntent>;

  return {
    async authorise({ idempotencyKey, paymentMethod, amount, orderId }) {
      const given = toStripe(amount);
      if (given.kind === "unsupported") return declined(`${given.what}_unsupported`);
      try {
        const intent = await paymentIntents.create(
          {
            amount: given.amount,
            currency: amount.currency.toLowerCase(),
            capture_method: "manual",
            confirm: true,
            payment_method: paymentMethod,
            allowed_payment_method_types: ["card"],
            return_url: settings.returnUrl,
            metadata: { orderId },
          },
          { idempotencyKey },
        );
        // A repeat is answered with what was true at first.
        return authorisationOf(intent.status === "processing" ? await read(intent.id) : intent);
      } catch (error) {
        return refusalOf(error, "provider_unavailable");
      }
    },

    async capture({ idempotencyKey, reference, amount }) {
      const given = toStripe(amount);
      if (given.kind === "unsupported") return declined(`${given.what}_unsupported`);
      try {
        const asked = { amount_to_capture: given.amount };
        return captureOf(await paymentIntents.capture(reference, asked, { idempotencyKey }));
      } catch (error) {
        if (isRefusal(error)) {
          // It may have been captured or cancelled before: how it stands says so.
          const intent = await read(reference);
          if (intent.status !== "requires_capture") return captureOf(intent);
        }
        return refusalOf(error, "card_declined");
      }
    },

    async void({ idempotencyKey, reference }) {
      try {
        await paymentIntents.cancel(reference, {}, { idempotencyKey });
        return { kind: "voided" };
      } catch (error) {
        if (!isRefusal(error)) throw unavailable(error);
        const { status } = await read(reference);
        if (status === "canceled") return { kind: "voided" };
        if (status === "succeeded") return { kind: "captured" };
        throw unavailable(error);
      }
    },

    async refund({ idempotencyKey, reference, amount }) {
      const given = toStripe(amount);
      if (given.kind === "unsupported") return declined(`${given.what}_unsupported`);
      try {
        const refund = await refunds.create({ payment_intent: reference, amount: given.amount }, { idempotencyKey });
        return refund.status === "failed" || refund.status === "canceled"
          ? declined("refund_failed")
          : { kind: "refunded" };
      } catch (error) {
        return isRefusal(error) ? declined(whyNotRefunded(error)) : rethrow(error);
      }
    },

    async finishAction({ idempotencyKey, reference }) {
      const intent = await read(reference);
      const ended = actionOf(intent);
      if (ended) return ended;
      // Whoever has the client secret could confirm it with another card, after we have let the order go.
      try {
        await paymentIntents.cancel(reference, {}, { idempotencyKey: `${idempotencyKey}:cancel` });
        return declineOf(intent);
      } catch (error) {
        if (!isRefusal(error)) throw unavailable(error);
        return actionOf(await read(reference)) ?? rethrow(error);
      }
    },

    async find(reference) {
      try {
        return paymentOf(await paymentIntents.retrieve(reference, { expand: ["latest_charge"] }));
      } catch (error) {
        if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return null;
        throw unavailable(error);
      }
    },

    async list({ from, to, after }) {
      const page = await paymentIntents
        .list({
          created: { gte: secondsOf(from), lt: secondsOf(to) },
          limit: 100,
          expand: ["data.latest_charge"],
          ...(after ? { starting_after: after } : {}),
        })
        .catch(rethrow);
      return { payments: page.data.map(paymentOf), next: page.has_more ? (page.data.at(-1)?.id ?? null) : null };
    },

    readWebhook: async (rawBody, headers) => readStripeWebhook(rawBody, headers, settings.webhookSecret, stripe),
  };
}

type Refusal = InstanceType<typeof Stripe.errors.StripeCardError | typeof Stripe.errors.StripeInvalidRequestError>;

/** Stripe has understood and says no: nothing has moved, and nothing would by asking again. */
function isRefusal(error: unknown): error is Refusal {
  if (error instanceof Stripe.errors.StripeCardError) return true;
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return false;
  return error.code !== "idempotency_key_in_use" && error.code !== "lock_timeout";
}

/** Throws what is no refusal. A request that is refused for no reason we know is declined as `otherwise`. */
function refusalOf(error: unknown, otherwise: DeclineCode): Declined {
  if (error instanceof Stripe.errors.StripeCardError) return declinedByStripe(error.decline_code, error.code);
  if (!isRefusal(error)) throw unavailable(error);
  if (error.code === "charge_expired_for_capture") return declined("authorisation_expired");
  if (error.param === "currency") return declined("currency_unsupported");
  if (error.param === "amount") return declined("amount_unsupported");
  if (error.param === "payment_method") return declined("payment_method_unknown");
  return declined(otherwise);
}

function whyNotRefunded({ code, param }: Refusal): DeclineCode {
  if (code === "charge_disputed" || code === "refund_disputed_payment") return "payment_disputed";
  return code === "charge_already_refunded" || param === "amount" ? "refund_exceeds_captured" : "refund_failed";
}

function rethrow(error: unknown): never {
  throw unavailable(error);
}

function secondsOf(date: Date): number {
  return Math.floor(date.getTime() / 1_000);
}
