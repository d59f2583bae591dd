import Stripe from "stripe";
import type { Exchange } from "../http/exchange.ts";
import { FaultKept, ProviderUnavailable } from "../paymentProvider.ts";

export interface StripeSettings {
  readonly secretKey: string;
  /** What Stripe signs its webhooks with. */
  readonly webhookSecret: string;
  /** Another address of the API. */
  readonly apiBase?: string | undefined;
  /** Where shoppers come back to from their bank. */
  readonly returnUrl: string;
}

/** Stripe's own client over our HTTP: it knows the API and its types, deadlines and repeats are the exchange's. */
export function stripeClient({ secretKey, apiBase }: StripeSettings, exchange: Exchange): Stripe {
  const base = new URL(apiBase ?? "https://api.stripe.com");
  return new Stripe(secretKey, {
    httpClient: new ExchangeClient(exchange),
    maxNetworkRetries: 0,
    telemetry: false,
    protocol: base.protocol === "http:" ? "http" : "https",
    host: base.hostname,
    port: base.port || (base.protocol === "http:" ? 80 : 443),
  });
}

class ExchangeClient extends Stripe.HttpClient {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    super();
    this.#exchange = exchange;
  }

  override getClientName(): string {
    return "undici";
  }

  override async makeRequest(...[host, port, path, method, headers, body, protocol]: RequestParts) {
    const url = `${protocol}://${host}:${port}${path}`;
    const given = Object.entries(headers).flatMap(([name, value]) =>
      // The exchange counts the bytes itself.
      value === undefined || value === null || name === "Content-Length" ? [] : [[name, String(value)]],
    );
    const answer = await this.#exchange.send({
      method: method === "GET" ? "GET" : "POST",
      url,
      headers: Object.fromEntries(given) as Record<string, string>,
      ...(body ? { body: String(body) } : {}),
    });
    return new ExchangeResponse(answer.status, answer.headers, answer.body);
  }
}

type RequestParts = Parameters<InstanceType<typeof Stripe.HttpClient>["makeRequest"]>;

class ExchangeResponse extends Stripe.HttpClientResponse {
  readonly #body: string;

  constructor(status: number, headers: Readonly<Record<string, string>>, body: string) {
    super(status, headers);
    this.#body = body;
  }

  /** The client writes on what it gets here; nothing is kept for it to look at. */
  override getRawResponse(): object {
    return {};
  }

  override async toJSON() {
    return JSON.parse(this.#body);
  }
}

/** What a call failed with that no outcome is made of: without Stripe's text, which can repeat what was sent. */
export function unavailable(error: unknown): ProviderUnavailable {
  const cause = error instanceof Stripe.errors.StripeConnectionError ? error.detail : error;
  if (cause instanceof ProviderUnavailable) return cause;
  if (!(error instanceof Stripe.errors.StripeError)) return new ProviderUnavailable(`Stripe: ${String(error)}`);
  const { type, code, statusCode, requestId } = error;
  const parts = [type, code, statusCode && `status ${statusCode}`, requestId && `request ${requestId}`];
  const message = `Stripe: ${parts.filter(Boolean).join(", ")}`;
  return isKeptFault(error) ? new FaultKept(message) : new ProviderUnavailable(message);
}

/** A fault that Stripe keeps under the key: whatever the call did, it is over, and will not be done by asking again. */
export function isKeptFault(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false;
  return (error.statusCode ?? 0) >= 500 && error.headers?.["idempotent-replayed"] === "true";
}

export function rethrow(error: unknown): never {
  throw unavailable(error);
}
