import Stripe from "stripe";
import { declined, refused } from "../../domain/declines.ts";
import type { Exchange } from "../http/exchange.ts";
import type { PaymentProvider } from "../paymentProvider.ts";
import { toStripe } from "./amounts.ts";
import { isKeptFault, rethrow, type StripeSettings, stripeClient, unavailable } from "./client.ts";
import { actionOf, authorisationOf, captureOf, declineOf, paymentOf, takenOf } from "./intents.ts";
import { stripeRecall } from "./recall.ts";
import { isFinal, isRefusal, mayPass, refusalOf, whyNotRefunded } from "./refusals.ts";
import { readStripeWebhook } from "./webhooks.ts";

/** Cards by Stripe: a PaymentIntent for each payment, held first (manual capture) and captured later. */
export function stripeProvider(settings: StripeSettings, exchange: Exchange): PaymentProvider {
  const stripe = stripeClient(settings, exchange);
  const { paymentIntents, refunds } = stripe;
  const create = ({ amount, paymentMethod, metadata }: NewIntent, idempotencyKey: string) =>
    paymentIntents.create(
      {
        ...amount,
        capture_method: "manual",
        confirm: true,
        payment_method: paymentMethod,
        allowed_payment_method_types: ["card"],
        return_url: settings.returnUrl,
        metadata,
      },
      { idempotencyKey },
    );

  const read = (reference: string) =>
    paymentIntents.retrieve(reference, { expand: ["latest_charge"] }).catch(rethrow) as Promise<Stripe.PaymentIntent>;

  return {
    async authorise({ idempotencyKey, paymentMethod, amount, paymentId, earlierName }) {
      const given = toStripe(amount);
      if (given.kind === "unsupported") return declined(`${given.what}_unsupported`);
      const asked = { amount: { amount: given.amount, currency: amount.currency.toLowerCase() }, paymentMethod };
      try {
        const intent = await create({ ...asked, metadata: { paymentId } }, idempotencyKey).catch((error) => {
          // An earlier version asked first, under the same key, and Stripe wants the same again.
          if (!(error instanceof Stripe.errors.StripeIdempotencyError) || !earlierName) throw error;
          return create({ ...asked, metadata: { orderId: earlierName } }, idempotencyKey);
        });
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
        if (!isFinal(error)) throw unavailable(error);
        // It may have been captured or cancelled before: how it stands says so.
        const intent = await read(reference);
        if (intent.status !== "requires_capture") return captureOf(intent);
        return isKeptFault(error) || mayPass(error) ? refused() : refusalOf(error, "card_declined");
      }
    },

    async void({ idempotencyKey, reference }) {
      try {
        await paymentIntents.cancel(reference, {}, { idempotencyKey });
        return { kind: "voided" };
      } catch (error) {
        if (!isFinal(error)) throw unavailable(error);
        const intent = await read(reference);
        if (intent.status === "canceled") return { kind: "voided" };
        return intent.status === "succeeded" ? takenOf(intent) : refused();
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

    async finishAction({ reference }) {
      const intent = await read(reference);
      const ended = actionOf(intent);
      if (ended) return ended;
      // Whoever has the client secret could confirm it with another card, after we have let the order go. Without a
      // key, under which a refusal would be kept: an intent is cancelled once however often that is asked.
      try {
        await paymentIntents.cancel(reference);
        return declineOf(intent);
      } catch (error) {
        if (!isRefusal(error)) throw unavailable(error);
        return actionOf(await read(reference)) ?? rethrow(error);
      }
    },

    recall: stripeRecall(stripe),

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

interface NewIntent {
  readonly amount: { readonly amount: number; readonly currency: string };
  readonly paymentMethod: string;
  readonly metadata: Readonly<Record<string, string>>;
}

function secondsOf(date: Date): number {
  return Math.floor(date.getTime() / 1_000);
}
