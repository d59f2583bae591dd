import {
  type Clock,
  type Company,
  type PayPalServer,
  type StripeServer,
  startPayPalServer,
  startStripeServer,
  testDatabase,
} from "@angidi/testing";
import { type Exchange, openExchange, type Patience } from "../../src/providers/http/exchange.ts";
import type { PaymentProvider } from "../../src/providers/paymentProvider.ts";
import { payPalProvider } from "../../src/providers/paypal/payPalProvider.ts";
import { stripeProvider } from "../../src/providers/stripe/stripeProvider.ts";
import { testProvider } from "../../src/providers/test/testProvider.ts";
import { migrations, name } from "../../src/subgraph.ts";

/** A provider with what stands for the company behind it. */
export interface ProviderUnderTest {
  readonly provider: PaymentProvider;
  /** Names of payment methods that do what they are called. */
  readonly methods: Readonly<Record<"held" | "declined" | "unknown" | "asks", string>>;
  /** The company, where there is one behind HTTP. */
  readonly company: Company | null;
  /** The shopper confirms. */
  confirm(reference: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Short, so that a test of a silent company is. */
export const littlePatience: Patience = { deadlineMilliseconds: 3_000, attemptMilliseconds: 600, attempts: 3 };

export interface StripeUnderTest extends ProviderUnderTest {
  readonly company: StripeServer;
}

export async function stripeUnderTest(patience?: Patience, now?: Clock): Promise<StripeUnderTest> {
  const company = await startStripeServer({ now });
  const exchange: Exchange = openExchange("Stripe", patience);
  const settings = { secretKey: "sk_test_double", webhookSecret: company.webhookSecret, apiBase: company.url };
  return {
    provider: stripeProvider({ ...settings, returnUrl: "https://shop.test/back" }, exchange),
    company,
    methods: {
      held: "pm_card_visa",
      declined: "pm_card_visa_chargeDeclined",
      unknown: "pm_of_nobody",
      asks: "pm_card_authenticationRequired",
    },
    confirm: async (reference) => company.confirm(reference, "SUCCEEDED"),
    async close() {
      await exchange.close();
      await company.close();
    },
  };
}

export interface PayPalUnderTest extends ProviderUnderTest {
  readonly company: PayPalServer;
}

export async function payPalUnderTest(patience?: Patience, now?: Clock): Promise<PayPalUnderTest> {
  const company = await startPayPalServer({ now });
  const exchange: Exchange = openExchange("PayPal", patience);
  const settings = { ...company.credentials, apiBase: company.url, returnUrl: "https://shop.test/back" };
  return {
    provider: payPalProvider(settings, exchange),
    company,
    methods: { held: "vault-1", declined: "vault-declined", unknown: "of-nobody", asks: "paypal" },
    confirm: async (reference) => company.approve(reference),
    async close() {
      await exchange.close();
      await company.close();
    },
  };
}

export async function testProviderUnderTest(): Promise<ProviderUnderTest> {
  const { database, drop } = await testDatabase({ name, migrations });
  const provider = testProvider(database);
  return {
    provider,
    company: null,
    methods: {
      held: "pm_card_visa",
      declined: "pm_card_visa_chargeDeclined",
      unknown: "pm_of_nobody",
      asks: "pm_card_authenticationRequired",
    },
    confirm: (reference) => provider.settleAction!({ idempotencyKey: "settled", reference, outcome: "SUCCEEDED" }),
    close: drop,
  };
}
