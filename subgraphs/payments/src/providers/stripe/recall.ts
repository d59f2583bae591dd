import type Stripe from "stripe";
import type { Recall } from "../paymentProvider.ts";
import { fromStripe, toStripe } from "./amounts.ts";
import { rethrow } from "./client.ts";
import { authorisationOf } from "./intents.ts";

/** Stripe keeps keys, with what it answered, for 24 hours (docs.stripe.com/api/idempotent_requests). */
const keysKeptHours = 23;

/** What Stripe has in its books. Its search lags by a minute, rarely more (docs.stripe.com/search). */
export function stripeRecall({ paymentIntents, refunds }: Stripe): Recall {
  return {
    keysKeptMilliseconds: keysKeptHours * 60 * 60_000,
    lagMilliseconds: 10 * 60_000,

    async authorisation({ paymentId, earlierName, amount, others }) {
      const given = toStripe(amount);
      if (given.kind === "unsupported") return null;
      const named = Object.entries({ paymentId, orderId: earlierName }).filter(([, name]) => name !== undefined);
      const query = named.map(([key, name]) => `metadata['${key}']:'${quoted(name!)}'`).join(" OR ");
      const { data } = await paymentIntents.search({ query, limit: 100 }).catch(rethrow);
      const ours = data.filter((intent) => intent.amount === given.amount && !others.includes(intent.id));
      const intent = ours.find(({ metadata }) => metadata.paymentId === paymentId) ?? ours.find(isNamedEarlier);
      return intent ? authorisationOf(intent) : null;
    },

    async refunds(reference) {
      const made = await refunds
        .list({ payment_intent: reference, limit: 100 })
        .autoPagingToArray({ limit: 1_000 })
        .catch(rethrow);
      return made
        .filter(({ status }) => status !== "failed" && status !== "canceled")
        .map(({ amount, currency }) => fromStripe(amount, currency).amount);
    },
  };
}

/** As earlier versions named it. */
function isNamedEarlier({ metadata }: Stripe.PaymentIntent): boolean {
  return metadata.paymentId === undefined;
}

/** For Stripe's query language (docs.stripe.com/search#search-query-language). */
function quoted(text: string): string {
  return text.replaceAll(/[\\']/g, "\\$&");
}
