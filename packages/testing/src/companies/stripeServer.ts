import { createHmac, randomBytes } from "node:crypto";
import { type Company, type CompanyAnswer, type CompanyRequest, startCompany } from "./company.ts";

/** A PaymentIntent as far as we read it. Amounts as Stripe counts them. */
interface Intent {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly paymentMethod: string;
  status: "requires_payment_method" | "requires_action" | "requires_capture" | "succeeded" | "canceled";
  received: number;
  refunded: number;
  disputed: boolean;
  error: { code: string; decline_code?: string } | null;
  cancellationReason: string | null;
}

/**
 * Stripe's API as far as we use it, with books: what docs.stripe.com/api says of PaymentIntents and refunds, and
 * docs.stripe.com/testing of payment methods. (stripe-mock checks requests, but remembers nothing.)
 */
export interface StripeServer extends Company {
  /** The shopper, or their bank, is done with a confirmation. */
  confirm(id: string, outcome: "SUCCEEDED" | "FAILED"): void;
  /** The bank lets a hold go that was not captured in time. */
  expire(id: string): void;
  dispute(id: string): void;
  readonly webhookSecret: string;
  /** A webhook as Stripe sends it: the body and the header that signs it. */
  webhook(
    type: string,
    object: object,
    options?: { readonly id?: string; readonly at?: Date; readonly secret?: string },
  ): {
    readonly body: Buffer;
    readonly headers: Record<string, string>;
  };
}

const declines: Readonly<Record<string, Intent["error"]>> = {
  pm_card_visa_chargeDeclined: { code: "card_declined", decline_code: "generic_decline" },
  pm_card_visa_chargeDeclinedInsufficientFunds: { code: "card_declined", decline_code: "insufficient_funds" },
  pm_card_visa_chargeDeclinedLostCard: { code: "card_declined", decline_code: "lost_card" },
  pm_card_chargeDeclinedExpiredCard: { code: "expired_card" },
  pm_card_chargeDeclinedIncorrectCvc: { code: "incorrect_cvc" },
  pm_card_chargeDeclinedProcessingError: { code: "processing_error" },
};
const held = ["pm_card_visa", "pm_card_mastercard"];

export async function startStripeServer(): Promise<StripeServer> {
  const secretKey = "sk_test_double";
  const webhookSecret = "whsec_double";
  const intents = new Map<string, Intent>();
  const refunds = new Map<string, object>();
  const answers = new Map<string, { readonly asked: string; readonly answer: CompanyAnswer }>();

  const company = await startCompany((request) => {
    if (request.headers.authorization !== `Bearer ${secretKey}`) {
      return json(401, { error: { type: "invalid_request_error", message: "Invalid API Key" } });
    }
    const key = request.method === "POST" ? request.headers["idempotency-key"] : undefined;
    const asked = `${request.path} ${request.body}`;
    const before = key && answers.get(key);
    if (before) {
      return before.asked === asked
        ? before.answer
        : json(400, {
            error: { type: "idempotency_error", message: "Keys can only be used with the same parameters" },
          });
    }
    const answer = route(request);
    // Requests that were refused before anything was begun are not kept (docs.stripe.com/api/idempotent_requests).
    if (key && answer.status !== 400 && answer.status !== 404) answers.set(key, { asked, answer });
    return answer;
  });

  function route({ method, path, body, query }: CompanyRequest): CompanyAnswer {
    const form = new URLSearchParams(body);
    const [, , resource, id, action] = path.split("/");
    if (resource === "refunds" && method === "POST") return refund(form);
    if (resource !== "payment_intents") return invalid("resource_missing", 404);
    if (!id) return method === "POST" ? create(form) : list(query);
    const intent = intents.get(id);
    if (!intent) return invalid("resource_missing", 404);
    if (method === "GET") return json(200, shown(intent));
    return action === "capture" ? capture(intent, form) : cancel(intent);
  }

  function create(form: URLSearchParams): CompanyAnswer {
    const [amount, currency] = [Number(form.get("amount")), form.get("currency")!];
    if (!Number.isSafeInteger(amount) || amount < 1) return invalid("parameter_invalid_integer", 400, "amount");
    if (["bhd", "jod", "kwd", "omr", "tnd"].includes(currency) && amount % 10) return invalid(null, 400, "amount");
    if (["isk", "ugx"].includes(currency) && amount % 100) return invalid(null, 400, "amount");
    const paymentMethod = form.get("payment_method")!;
    const asks = /^pm_card_authenticationRequired/.test(paymentMethod);
    const error = Object.hasOwn(declines, paymentMethod) ? declines[paymentMethod]! : null;
    if (!asks && !error && !held.includes(paymentMethod)) return invalid("resource_missing", 400, "payment_method");
    const intent: Intent = {
      ...{ id: `pi_${randomBytes(8).toString("hex")}`, amount, currency, paymentMethod, error },
      ...{ created: Math.floor(Date.now() / 1_000), received: 0, refunded: 0, disputed: false },
      ...{ status: asks ? "requires_action" : error ? "requires_payment_method" : "requires_capture" },
      cancellationReason: null,
    };
    intents.set(intent.id, intent);
    if (error) return json(402, { error: { type: "card_error", ...error, payment_intent: shown(intent) } });
    return json(200, shown(intent));
  }

  function capture(intent: Intent, form: URLSearchParams): CompanyAnswer {
    const amount = Number(form.get("amount_to_capture") ?? intent.amount);
    if (intent.status !== "requires_capture") return unexpected(intent);
    if (amount > intent.amount) return invalid("amount_too_large", 400, "amount_to_capture");
    intent.status = "succeeded";
    intent.received = amount;
    return json(200, shown(intent));
  }

  function cancel(intent: Intent): CompanyAnswer {
    if (intent.status === "succeeded" || intent.status === "canceled") return unexpected(intent);
    intent.status = "canceled";
    return json(200, shown(intent));
  }

  function refund(form: URLSearchParams): CompanyAnswer {
    const intent = intents.get(form.get("payment_intent")!);
    const amount = Number(form.get("amount"));
    if (!intent) return invalid("resource_missing", 404);
    if (intent.disputed) return invalid("charge_disputed", 400);
    if (intent.received > 0 && intent.refunded === intent.received) return invalid("charge_already_refunded", 400);
    if (amount > intent.received - intent.refunded) return invalid(null, 400, "amount");
    intent.refunded += amount;
    const made = { id: `re_${randomBytes(8).toString("hex")}`, object: "refund", amount, status: "succeeded" };
    refunds.set(made.id, made);
    return json(200, made);
  }

  function list(query: URLSearchParams): CompanyAnswer {
    const [from, to] = [Number(query.get("created[gte]")), Number(query.get("created[lt]"))];
    const limit = Number(query.get("limit") ?? 10);
    const found = [...intents.values()].reverse().filter(({ created }) => created >= from && created < to);
    const after = query.get("starting_after");
    const rest = after ? found.slice(found.findIndex(({ id }) => id === after) + 1) : found;
    return json(200, { object: "list", data: rest.slice(0, limit).map(shown), has_more: rest.length > limit });
  }

  const change = (id: string, changes: Partial<Intent>) => void Object.assign(intents.get(id)!, changes);

  return {
    ...company,
    webhookSecret,
    confirm(id, outcome) {
      const { paymentMethod, status } = intents.get(id)!;
      if (status === "canceled" || status === "succeeded") return; // it is too late
      const declined = paymentMethod.endsWith("ChargeDeclinedInsufficientFunds")
        ? { code: "card_declined", decline_code: "insufficient_funds" }
        : null;
      const error = outcome === "FAILED" ? { code: "payment_intent_authentication_failure" } : declined;
      change(id, { status: error ? "requires_payment_method" : "requires_capture", error });
    },
    expire: (id) => change(id, { status: "canceled", cancellationReason: "automatic" }),
    dispute: (id) => change(id, { disputed: true }),
    webhook(
      type,
      object,
      { id = `evt_${randomBytes(8).toString("hex")}`, at = new Date(), secret = webhookSecret } = {},
    ) {
      const body = Buffer.from(JSON.stringify({ id, object: "event", type, data: { object } }, null, 2));
      const seconds = Math.floor(at.getTime() / 1_000);
      const signature = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
      return { body, headers: { "stripe-signature": `t=${seconds},v1=${signature}` } };
    },
  };
}

function shown(intent: Intent): object {
  const { id, amount, currency, created, status } = intent;
  const isCharged = intent.received > 0 || status === "requires_capture";
  return {
    ...{ id, object: "payment_intent", amount, currency, created, status, capture_method: "manual" },
    client_secret: `${id}_secret_${id}`,
    amount_received: intent.received,
    cancellation_reason: intent.cancellationReason,
    last_payment_error: intent.error && { type: "card_error", ...intent.error },
    next_action:
      status === "requires_action"
        ? { type: "redirect_to_url", redirect_to_url: { url: `https://hooks.stripe.com/3d_secure/${id}` } }
        : null,
    latest_charge: isCharged ? { id: `ch_${id}`, object: "charge", amount_refunded: intent.refunded } : null,
  };
}

function unexpected(intent: Intent): CompanyAnswer {
  const code = "payment_intent_unexpected_state";
  return json(400, { error: { type: "invalid_request_error", code, payment_intent: shown(intent) } });
}

function invalid(code: string | null, status: number, param?: string): CompanyAnswer {
  return json(status, { error: { type: "invalid_request_error", code: code ?? undefined, param } });
}

function json(status: number, body: object): CompanyAnswer {
  return { status, body: JSON.stringify(body) };
}
