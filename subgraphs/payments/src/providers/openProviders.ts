import type { Database } from "@angidi/datastores";
import type { ProviderName } from "../domain/payment.ts";
import { type Exchange, openExchange } from "./http/exchange.ts";
import type { PaymentProvider, ProviderEvent } from "./paymentProvider.ts";
import type { PayPalSettings } from "./paypal/client.ts";
import type { StripeSettings } from "./stripe/client.ts";
import { testProvider } from "./test/testProvider.ts";

/** Which providers are offered; null for one that is not. */
export interface ProviderSettings {
  readonly test: boolean;
  readonly stripe: StripeSettings | null;
  readonly paypal: PayPalSettings | null;
}

export interface OpenProviders {
  readonly providers: Readonly<Partial<Record<ProviderName, PaymentProvider>>>;
  close(): Promise<void>;
}

/**
 * The providers that are offered. The code of one that is not is never loaded. `tellOfTest` is where the test provider
 * tells its events.
 */
export async function openProviders(
  { test, stripe, paypal }: ProviderSettings,
  database: Database,
  tellOfTest: (event: ProviderEvent) => void,
): Promise<OpenProviders> {
  const exchanges: Exchange[] = [];
  const exchangeWith = (provider: string) => {
    const exchange = openExchange(provider);
    exchanges.push(exchange);
    return exchange;
  };
  const providers: Partial<Record<ProviderName, PaymentProvider>> = {};
  if (test) providers.TEST = testProvider(database, tellOfTest);
  if (stripe) {
    const { stripeProvider } = await import("./stripe/stripeProvider.ts");
    providers.STRIPE = stripeProvider(stripe, exchangeWith("Stripe"));
  }
  if (paypal) {
    const { payPalProvider } = await import("./paypal/payPalProvider.ts");
    providers.PAYPAL = payPalProvider(paypal, exchangeWith("PayPal"));
  }
  return { providers, close: async () => void (await Promise.all(exchanges.map((exchange) => exchange.close()))) };
}
