import { type StripeServer, startStripeServer } from "@angidi/testing";
import { request } from "undici";

const secretKey = "sk_test_double";

/** A payment as Stripe has it. */
export interface StripePayment {
  readonly id: string;
  readonly status: string;
  readonly amount_received: number;
  readonly latest_charge: { readonly amount_refunded: number } | null;
}

/** Stripe, outside of the platform: it outlives every kill of it, and keeps books of its own. */
export interface Bank {
  /** What the platform is to be told of it. */
  readonly environment: Readonly<Record<string, string>>;
  /** A shopper is done with 3-D Secure. Nothing happens if the payment was let go meanwhile. */
  confirm(clientSecret: string, outcome: "SUCCEEDED" | "FAILED"): void;
  /** Its books, as its API gives them. */
  payments(): Promise<StripePayment[]>;
  webhook: StripeServer["webhook"];
  close(): Promise<void>;
}

export async function openBank(): Promise<Bank> {
  const stripe = await startStripeServer();
  const known = new Set<string>();

  async function page(after: string | null): Promise<StripePayment[]> {
    const address = new URL("/v1/payment_intents?limit=100&created[gte]=0&created[lt]=99999999999", stripe.url);
    if (after) address.searchParams.set("starting_after", after);
    const { body } = await request(address, { headers: { authorization: `Bearer ${secretKey}` } });
    const { data, has_more } = (await body.json()) as { data: StripePayment[]; has_more: boolean };
    return has_more ? [...data, ...(await page(data.at(-1)!.id))] : data;
  }

  return {
    environment: {
      PAYMENT_PROVIDER: "test,stripe",
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
      STRIPE_API_BASE: stripe.url,
    },
    confirm(clientSecret, outcome) {
      const [id = ""] = clientSecret.split("_secret_");
      if (known.has(id)) return; // a second request of theirs was answered with the same payment
      known.add(id);
      stripe.confirm(id, outcome);
    },
    payments: () => page(null),
    webhook: stripe.webhook,
    close: stripe.close,
  };
}
