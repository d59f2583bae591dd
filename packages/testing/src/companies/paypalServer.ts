import { randomBytes, sign } from "node:crypto";
import { crc32 } from "node:zlib";
import { makeCertificate, type SigningCertificate } from "./certificate.ts";
import { type Clock, type Company, type CompanyAnswer, type CompanyRequest, startCompany } from "./company.ts";
import { keepAnswers } from "./keptAnswers.ts";

interface Amount {
  readonly currency_code: string;
  readonly value: string;
}

interface Order {
  readonly id: string;
  readonly createdAt: Date;
  readonly amount: Amount;
  readonly vaultId: string | null;
  readonly customId: string | null;
  status: "PAYER_ACTION_REQUIRED" | "APPROVED" | "COMPLETED";
  authorisation: { readonly id: string; status: "CREATED" | "CAPTURED" | "DENIED" | "VOIDED" } | null;
  capture: { readonly id: string; readonly amount: Amount; refunded: number; disputed: boolean } | null;
  readonly refunds: { readonly id: string; readonly amount: Amount; readonly status: "COMPLETED" }[];
}

/**
 * PayPal's REST API as far as we use it, with books: orders v2, payments v2, OAuth, transaction search, and webhooks signed
 * by a certificate (developer.paypal.com/docs/api).
 */
export interface PayPalServer extends Company {
  /** The shopper approves at PayPal; or what pays for them there has no money. */
  approve(id: string): void;
  /** Has what was approved held, and gives the authorisation's id. */
  authorise(id: string): { readonly authorisation: string };
  /** The next call that would change something is refused for a reason that passes: kept under its key. */
  refuseNext(): void;
  /** Somebody takes a part of what is held on PayPal's own pages. */
  capturePart(id: string, amount: Amount): void;
  /** Tokens that were given end at once. */
  revokeTokens(): void;
  dispute(id: string): string;
  readonly credentials: { readonly clientId: string; readonly clientSecret: string; readonly webhookId: string };
  webhook(
    type: string,
    resource: object,
    options?: { readonly id?: string; readonly by?: SigningCertificate },
  ): {
    readonly body: Buffer;
    readonly headers: Record<string, string>;
  };
}

interface NewOrder {
  readonly intent: string;
  readonly purchase_units: readonly [{ readonly amount: Amount; readonly custom_id?: string }];
  readonly payment_source: { readonly paypal: { readonly vault_id?: string } };
}

const wholeNumbers = ["HUF", "JPY", "TWD"];
const credentials = { clientId: "client", clientSecret: "client-secret", webhookId: "8PT597110X687430LKGECATA" };

/** Keys of orders are kept for six hours, those of payments for 45 days (developer.paypal.com/api/rest/requests). */
const keysKeptHours = { orders: 6, payments: 45 * 24 };

export async function startPayPalServer({
  now = () => new Date(),
}: {
  readonly now?: Clock | undefined;
} = {}): Promise<PayPalServer> {
  const orders = new Map<string, Order>();
  const answers = keepAnswers(now);
  let refusals = 0;
  const tokens = new Set<string>();
  const certificate = makeCertificate();
  const newId = () => randomBytes(8).toString("hex").toUpperCase();

  const company = await startCompany((request) => {
    const { path, method, headers } = request;
    if (path === "/v1/notifications/certs/CERT-1") return { status: 200, body: certificate.pem };
    if (path === "/v1/oauth2/token") return token(request);
    if (!tokens.has(headers.authorization ?? "")) return json(401, { name: "AUTHENTICATION_FAILURE" });
    const key = headers["paypal-request-id"];
    if (method === "POST" && !key) return json(400, { name: "MISSING_REQUEST_ID" });
    const before = key ? answers.find(`${path} ${key}`) : undefined;
    if (before) return before.answer;
    const isRefused = method === "POST" && refusals > 0;
    if (isRefused) refusals -= 1;
    const answer = isRefused ? refused(422, "CANNOT_BE_PROCESSED_NOW") : route(request);
    const hours = keysKeptHours[path.startsWith("/v2/checkout/") ? "orders" : "payments"];
    if (key) answers.keep(`${path} ${key}`, request.body, answer, hours);
    return answer;
  });

  function token({ headers, body }: CompanyRequest): CompanyAnswer {
    const expected = Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString("base64");
    if (headers.authorization !== `Basic ${expected}` || body !== "grant_type=client_credentials") {
      return json(401, { error: "invalid_client" });
    }
    const access_token = newId();
    tokens.add(`Bearer ${access_token}`);
    return json(200, { access_token, token_type: "Bearer", expires_in: 32_400 });
  }

  function route({ method, path, body, query }: CompanyRequest): CompanyAnswer {
    const given = body === "" ? {} : JSON.parse(body);
    const [, version, group, resource, id = "", action] = path.split("/");
    if (`${version}/${group}/${resource}` === "v1/reporting/transactions") return transactions(query);
    if (group === "checkout") {
      if (method === "POST" && id === "") return create(given);
      const order = orders.get(id);
      if (!order) return refused(404, "INVALID_RESOURCE_ID");
      return method === "GET" ? json(200, shown(order)) : authorise(order);
    }
    if (resource === "authorizations") {
      const order = [...orders.values()].find(({ authorisation }) => authorisation?.id === id);
      if (!order) return refused(404, "INVALID_RESOURCE_ID");
      return action === "capture" ? capture(order, given) : letGo(order);
    }
    const order = [...orders.values()].find((one) => one.capture?.id === id);
    if (!order) return refused(404, "INVALID_RESOURCE_ID");
    return method === "GET" ? json(200, shownCapture(order)) : refund(order, given);
  }

  function create({ intent, purchase_units, payment_source }: NewOrder): CompanyAnswer {
    const { amount, custom_id: customId = null } = purchase_units[0];
    if (intent !== "AUTHORIZE") return refused(422, "UNSUPPORTED_INTENT");
    if (["KWD", "INR"].includes(amount.currency_code)) return refused(422, "CURRENCY_NOT_SUPPORTED");
    if (!isWritten(amount)) return refused(422, "DECIMAL_PRECISION");
    const vaultId: string | null = payment_source.paypal.vault_id ?? null;
    if (vaultId && !vaultId.startsWith("vault-")) return refused(422, "TOKEN_ID_NOT_FOUND");
    const order: Order = {
      ...{ id: newId(), createdAt: now(), amount, vaultId, customId, status: "PAYER_ACTION_REQUIRED" },
      ...{ authorisation: null, capture: null, refunds: [] },
    };
    if (vaultId === "vault-declined") return refused(422, "INSTRUMENT_DECLINED");
    orders.set(order.id, order);
    if (vaultId) complete(order);
    return json(201, shown(order));
  }

  function complete(order: Order): void {
    order.status = "COMPLETED";
    order.authorisation = { id: newId(), status: "CREATED" };
  }

  function authorise(order: Order): CompanyAnswer {
    if (order.status === "COMPLETED") return refused(422, "ORDER_ALREADY_AUTHORIZED");
    if (order.status !== "APPROVED") return refused(422, "ORDER_NOT_APPROVED");
    complete(order);
    return json(201, shown(order));
  }

  function capture(order: Order, { amount }: { amount: Amount }): CompanyAnswer {
    const { status } = order.authorisation!;
    if (status === "CAPTURED") return refused(422, "AUTHORIZATION_ALREADY_CAPTURED");
    if (status === "VOIDED") return refused(422, "AUTHORIZATION_VOIDED");
    order.authorisation!.status = "CAPTURED";
    order.capture = { id: newId(), amount, refunded: 0, disputed: false };
    return json(201, shownCapture(order));
  }

  function letGo(order: Order): CompanyAnswer {
    const { status } = order.authorisation!;
    if (status === "CAPTURED") return refused(422, "PREVIOUSLY_CAPTURED");
    if (status === "VOIDED") return refused(422, "PREVIOUSLY_VOIDED");
    order.authorisation!.status = "VOIDED";
    return json(200, {});
  }

  function refund({ capture, refunds }: Order, { amount }: { amount: Amount }): CompanyAnswer {
    if (capture!.disputed) return refused(422, "CAPTURE_DISPUTED_PARTIAL_REFUND_NOT_ALLOWED");
    const [whole, part] = [units(capture!.amount), units(amount)];
    if (capture!.refunded === whole) return refused(422, "CAPTURE_FULLY_REFUNDED");
    if (part > whole - capture!.refunded) return refused(422, "REFUND_AMOUNT_EXCEEDED");
    capture!.refunded += part;
    const made = { id: newId(), amount, status: "COMPLETED" } as const;
    refunds.push(made);
    return json(201, made);
  }

  function transactions(query: URLSearchParams): CompanyAnswer {
    const [from, to] = [new Date(query.get("start_date")!), new Date(query.get("end_date")!)];
    const [page, size] = [Number(query.get("page")), Number(query.get("page_size"))];
    const found = [...orders.values()]
      .filter(({ capture: taken, createdAt }) => taken && createdAt >= from && createdAt <= to)
      .map((order) => ({
        transaction_info: { transaction_id: order.capture!.id, transaction_event_code: "T0006" },
      }));
    return json(200, {
      transaction_details: found.slice((page - 1) * size, page * size),
      ...{ page, total_pages: Math.ceil(found.length / size) },
    });
  }

  function shown(order: Order): object {
    const { id, status, amount, authorisation, refunds } = order;
    const captures = order.capture ? [shownCapture(order)] : [];
    return {
      ...{ id, status, intent: "AUTHORIZE", create_time: order.createdAt.toISOString() },
      purchase_units: [
        {
          amount,
          ...(order.customId ? { custom_id: order.customId } : {}),
          payments: { authorizations: authorisation ? [{ ...authorisation, amount }] : [], captures, refunds },
        },
      ],
      links: [{ rel: "payer-action", href: `https://www.paypal.com/checkoutnow?token=${id}` }],
    };
  }

  function shownCapture({ id, capture }: Order): object {
    const { refunded, amount } = capture!;
    const status = refunded === 0 ? "COMPLETED" : refunded === units(amount) ? "REFUNDED" : "PARTIALLY_REFUNDED";
    return { id: capture!.id, status, amount, supplementary_data: { related_ids: { order_id: id } } };
  }

  return {
    ...company,
    credentials,
    approve(id) {
      orders.get(id)!.status = "APPROVED";
    },
    authorise(id) {
      const order = orders.get(id)!;
      complete(order);
      return { authorisation: order.authorisation!.id };
    },
    refuseNext() {
      refusals += 1;
    },
    capturePart(id, amount) {
      capture(orders.get(id)!, { amount });
    },
    revokeTokens: () => tokens.clear(),
    dispute(id) {
      const { capture: taken } = orders.get(id)!;
      taken!.disputed = true;
      return taken!.id;
    },
    webhook(type, resource, { id = `WH-${newId()}`, by = certificate } = {}) {
      const body = Buffer.from(JSON.stringify({ id, event_type: type, resource }, null, 2));
      const [transmission, time] = [newId(), new Date().toISOString()];
      const signed = Buffer.from(`${transmission}|${time}|${credentials.webhookId}|${crc32(body)}`);
      return {
        body,
        headers: {
          "paypal-transmission-id": transmission,
          "paypal-transmission-time": time,
          "paypal-transmission-sig": sign("sha256", signed, by.key).toString("base64"),
          "paypal-cert-url": `${company.url}/v1/notifications/certs/CERT-1`,
          "paypal-auth-algo": "SHA256withRSA",
        },
      };
    },
  };
}

/** Two decimals, or none for a currency that has none here. */
function isWritten({ currency_code, value }: Amount): boolean {
  return (wholeNumbers.includes(currency_code) ? /^\d+$/ : /^\d+\.\d{2}$/).test(value);
}

const units = ({ value }: Amount) => Number(value.replace(".", ""));

function refused(status: number, issue: string): CompanyAnswer {
  const name = status === 404 ? "RESOURCE_NOT_FOUND" : "UNPROCESSABLE_ENTITY";
  return json(status, { name, details: [{ issue }] });
}

function json(status: number, body: object): CompanyAnswer {
  return { status, body: JSON.stringify(body) };
}
