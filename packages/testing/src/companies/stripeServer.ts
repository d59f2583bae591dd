import { createHmac, randomBytes } from "node:crypto";
import { type Clock, type Company, type CompanyAnswer, type CompanyRequest, startCompany } from "./company.ts";
import { keepAnswers } from "./keptAnswers.ts";

/** A PaymentIntent as far as we read it. Amounts as Stripe counts them. */
interface Intent {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly paymentMethod: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** What of it was given back, and what became of that. */
  readonly refunds: { readonly id: string; readonly amount: number; status: "succeeded" | "failed" }[];
  status: "requires_payment_method" | "requires_action" | "requires_capture" | "succeeded" | "canceled";
  received: number;
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
  /** The next call that would change something is refused for a reason that passes, or fails: kept under its key. */
  refuseNext(status: 400 | 402 | 500): void;
  /** Somebody takes a part of what is held on Stripe's own pages. */
  capturePart(id: string, amount: number): void;
  /** Somebody gives money back on Stripe's own pages. */
  refund(id: string, amount: number): void;
  /** The last refund of a payment fails at the bank, days after it was made. */
  failRefund(id: string): void;
  /** The bank lets a hold go that was not captured in time. */
  expire(id: string): void;
  dispute(id: string, isOpen?: boolean): void;
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

const keysKeptHours = 24;

export async function startStripeServer({
  now = () => new Date(),
}: {
  readonly now?: Clock | undefined;
} = {}): Promise<StripeServer> {
  const secretKey = "sk_test_double";
  const webhookSecret = "whsec_double";
  const intents = new Map<string, Intent>();
  const answers = keepAnswers(now);
  const refusals: (400 | 402 | 500)[] = [];

  const company = await startCompany((request) => {
    if (request.headers.authorization !== `Bearer ${secretKey}`) {
      return json(401, { error: { type: "invalid_request_error", message: "Invalid API Key" } });
    }
    const key = request.method === "POST" ? request.headers["idempotency-key"] : undefined;
    const asked = `${request.path} ${JSON.stringify([...new URLSearchParams(request.body)].sort())}`;
    const before = key ? answers.find(key) : undefined;
    if (before) {
      return before.asked === asked
        ? { ...before.answer, headers: { "idempotent-replayed": "true" } }
        : json(400, {
            error: { type: "idempotency_error", message: "Keys can only be used with the same parameters" },
          });
    }
    const answer = route(request);
    // Whether it was done, refused or failed (docs.stripe.com/api/idempotent_requests).
    if (key) answers.keep(key, asked, answer, keysKeptHours);
    return answer;
  });

  function route({ method, path, body, query }: CompanyRequest): CompanyAnswer {
    const form = new URLSearchParams(body);
    const [, , resource, id, action] = path.split("/");
    const refusal = method === "POST" ? refusals.shift() : undefined;
    if (refusal) return passing(refusal);
    if (resource === "refunds") return method === "POST" ? refund(form) : listRefunds(query);
    if (resource !== "payment_intents") return invalid("resource_missing", 404);
    if (id === "search") return search(query.get("query")!);
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
      ...{ metadata: metadataIn(form), refunds: [] },
      ...{ created: Math.floor(now().getTime() / 1_000), received: 0, disputed: false },
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
    if (intent.received > 0 && refunded(intent) === intent.received) return invalid("charge_already_refunded", 400);
    if (amount > intent.received - refunded(intent)) return invalid(null, 400, "amount");
    return json(200, shownRefund(intent, giveBack(intent, amount)));
  }

  function giveBack({ refunds }: Intent, amount: number): Intent["refunds"][number] {
    const made = { id: `re_${randomBytes(8).toString("hex")}`, amount, status: "succeeded" } as const;
    refunds.push(made);
    return made;
  }

  function listRefunds(query: URLSearchParams): CompanyAnswer {
    const intent = intents.get(query.get("payment_intent")!);
    const data = intent?.refunds.map((one) => shownRefund(intent, one)).reverse() ?? [];
    return json(200, { object: "list", data, has_more: false });
  }

  /** As far as we ask: `metadata['key']:'value'`, with OR between. */
  function search(query: string): CompanyAnswer {
    const named = [...query.matchAll(/metadata\['(\w+)'\]:'([^']*)'/g)];
    const data = [...intents.values()]
      .filter(({ metadata }) => named.some(([, key, value]) => metadata[key!] === value))
      .map(shown);
    return json(200, { object: "search_result", data, has_more: false });
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
    refuseNext: (status) => void refusals.push(status),
    capturePart: (id, amount) => change(id, { status: "succeeded", received: amount }),
    refund: (id, amount) => void giveBack(intents.get(id)!, amount),
    failRefund(id) {
      intents.get(id)!.refunds.at(-1)!.status = "failed";
    },
    expire: (id) => change(id, { status: "canceled", cancellationReason: "automatic" }),
    dispute: (id, isOpen = true) => change(id, { disputed: isOpen }),
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
  const { id, amount, currency, created, status, metadata } = intent;
  const isCharged = intent.received > 0 || status === "requires_capture";
  return {
    ...{ id, object: "payment_intent", amount, currency, created, status, metadata, capture_method: "manual" },
    client_secret: `${id}_secret_${id}`,
    amount_received: intent.received,
    cancellation_reason: intent.cancellationReason,
    last_payment_error: intent.error && { type: "card_error", ...intent.error },
    next_action:
      status === "requires_action"
        ? { type: "redirect_to_url", redirect_to_url: { url: `https://hooks.stripe.com/3d_secure/${id}` } }
        : null,
    latest_charge: isCharged ? { id: `ch_${id}`, object: "charge", amount_refunded: refunded(intent) } : null,
  };
}

function shownRefund(
  { id: payment_intent, currency }: Intent,
  { id, amount, status }: Intent["refunds"][number],
): object {
  return { id, object: "refund", payment_intent, amount, currency, status };
}

function refunded({ refunds }: Intent): number {
  return refunds.reduce((sum, { amount, status }) => (status === "failed" ? sum : sum + amount), 0);
}

function metadataIn(form: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => {
      const key = /^metadata\[(\w+)\]$/.exec(name)?.[1];
      return key ? [[key, value]] : [];
    }),
  );
}

/** A refusal that has nothing to do with how things stand, or a fault. */
function passing(status: 400 | 402 | 500): CompanyAnswer {
  const type = status === 402 ? "card_error" : status === 400 ? "invalid_request_error" : "api_error";
  return json(status, { error: { type, code: status === 402 ? "processing_error" : undefined } });
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
