import { createHash } from "node:crypto";
import type { Exchange, HttpAnswer } from "../http/exchange.ts";
import { ProviderUnavailable } from "../paymentProvider.ts";

export interface PayPalSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The webhook's id at PayPal, which is part of what its signatures are over. */
  readonly webhookId: string;
  readonly apiBase: string;
  /** Where shoppers come back to when they have approved, or not. */
  readonly returnUrl: string;
}

/** What PayPal answered: something done, or a refusal by which nothing has moved. */
export type PayPalAnswer<Body> =
  | { readonly kind: "done"; readonly body: Body }
  /** The first issue of PayPal's error, such as INSTRUMENT_DECLINED; its name where it has none. */
  | { readonly kind: "refused"; readonly status: number; readonly issue: string };

export interface PayPalClient {
  get<Body>(path: string): Promise<PayPalAnswer<Body>>;
  /** The same idempotency key gives the same answer. */
  post<Body>(path: string, body: object, idempotencyKey: string): Promise<PayPalAnswer<Body>>;
}

/** A token is not used in its last minute, which the calls made with it may need. */
const marginSeconds = 60;
const refusals = [400, 404, 422];

/** PayPal's REST API. Tokens are had with the client's credentials and kept until shortly before they expire. */
export function payPalClient(settings: PayPalSettings, exchange: Exchange): PayPalClient {
  let token: { readonly value: Promise<string>; readonly usable: () => boolean } | undefined;

  async function fetchToken(): Promise<{ value: string; seconds: number }> {
    const credentials = Buffer.from(`${settings.clientId}:${settings.clientSecret}`).toString("base64");
    const answer = await exchange.send({
      method: "POST",
      url: `${settings.apiBase}/v1/oauth2/token`,
      headers: { authorization: `Basic ${credentials}`, "content-type": "application/x-www-form-urlencoded" },
      body: "grant_type=client_credentials",
    });
    if (answer.status !== 200) throw new ProviderUnavailable(`PayPal gives no token: status ${answer.status}`);
    const { access_token, expires_in } = JSON.parse(answer.body) as { access_token: string; expires_in: number };
    return { value: access_token, seconds: expires_in };
  }

  /** One token for all calls; those that come while it is fetched wait for the same. */
  function currentToken(): Promise<string> {
    if (token?.usable()) return token.value;
    let expiresAt = Number.POSITIVE_INFINITY;
    const fetched = fetchToken();
    const value = fetched.then((given) => {
      expiresAt = performance.now() + (given.seconds - marginSeconds) * 1_000;
      return given.value;
    });
    const mine = { value, usable: () => performance.now() < expiresAt };
    value.catch(() => forget(mine));
    token = mine;
    return value;
  }

  function forget(old: typeof token): void {
    if (token === old) token = undefined;
  }

  async function send(method: "GET" | "POST", path: string, body?: object, key?: string): Promise<HttpAnswer> {
    const text = body && JSON.stringify(body);
    return exchange.send({
      method,
      url: `${settings.apiBase}${path}`,
      headers: {
        authorization: `Bearer ${await currentToken()}`,
        ...(text === undefined ? {} : { "content-type": "application/json", prefer: "return=representation" }),
        ...(key === undefined ? {} : { "paypal-request-id": requestId(key) }),
      },
      ...(text === undefined ? {} : { body: text }),
    });
  }

  async function call<Body>(method: "GET" | "POST", path: string, body?: object, key?: string) {
    const used = token;
    let answer = await send(method, path, body, key);
    if (answer.status === 401) {
      // Revoked before its time; a new one is asked for once.
      forget(used ?? token);
      answer = await send(method, path, body, key);
    }
    return read<Body>(answer);
  }

  return {
    get: (path) => call("GET", path),
    post: (path, body, idempotencyKey) => call("POST", path, body, idempotencyKey),
  };
}

function read<Body>({ status, body }: HttpAnswer): PayPalAnswer<Body> {
  const content = contentOf(body);
  if (status < 300) return { kind: "done", body: content as Body };
  const { name, details } = content as { name?: string; details?: readonly { issue?: string }[] };
  const issue = details?.[0]?.issue ?? name ?? "UNKNOWN";
  if (refusals.includes(status) && issue !== "PREVIOUS_REQUEST_IN_PROGRESS") return { kind: "refused", status, issue };
  throw new ProviderUnavailable(`PayPal: status ${status}, ${issue}`);
}

function contentOf(body: string): unknown {
  if (body === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new ProviderUnavailable("PayPal: what it answers is not JSON");
  }
}

/** PayPal takes up to 108 characters. */
function requestId(key: string): string {
  return key.length <= 108 ? key : createHash("sha256").update(key).digest("hex");
}
