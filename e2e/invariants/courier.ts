import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";
import type { Bank, StripePayment } from "./bank.ts";
import { count, type History } from "./history.ts";
import type { Delivery } from "./plannedOperations.ts";

/** Carries Stripe's webhooks to the platform. */
export interface Courier {
  /** Carries what is still to be carried, and ends. */
  stop(): Promise<void>;
}

const lookMilliseconds = 100;
/** For so long an event that was not taken is sent again; Stripe does for three days. */
const patienceMilliseconds = 60_000;
const lateMilliseconds = 1_500;

/**
 * Tells the platform of each change in Stripe's books, in the way that the plan says: twice at once, late and so after
 * others, never; or after a forged webhook, or one that was overheard an hour ago, which must be refused. What is not answered
 * with 200 is sent again.
 */
export function startCourier(
  bank: Bank,
  platformUrl: string,
  deliveries: readonly Delivery[],
  history: History,
): Courier {
  const address = new URL("/webhooks/stripe", platformUrl);
  const seen = new Map<string, string>();
  const underWay: Promise<void>[] = [];
  let isStopping = false;
  let sent = 0;

  /** The status; null: no answer. */
  async function post({ body, headers }: ReturnType<Bank["webhook"]>): Promise<number | null> {
    const json = { ...headers, "content-type": "application/json; charset=utf-8" };
    const answer = await request(address, { method: "POST", body, headers: json }).catch(() => null);
    await answer?.body.dump().catch(() => {});
    return answer?.statusCode ?? null;
  }

  async function deliver(type: string, object: StripePayment, id: string): Promise<void> {
    const until = Date.now() + patienceMilliseconds;
    for (let wait = 100; ; wait = Math.min(wait * 2, 2_000)) {
      const status = await post(bank.webhook(type, object, { id }));
      if (status === 200) return;
      if (status === 400)
        history.complaints.push({ rule: "A webhook that Stripe signed is taken", detail: `${type} of ${object.id}` });
      if (status === 400 || Date.now() > until) return;
      await pause(wait);
    }
  }

  async function tryForged(type: string, object: StripePayment, how: "forged" | "stale"): Promise<void> {
    const hourAgo = new Date(Date.now() - 3_600_000);
    const status = await post(
      bank.webhook(type, object, how === "forged" ? { secret: "whsec_forged" } : { at: hourAgo }),
    );
    if (status !== null && status < 300) {
      history.complaints.push({ rule: "A forged or stale webhook is refused", detail: `${how} ${type}: ${status}` });
    }
  }

  async function carry(type: string, object: StripePayment, how: Delivery): Promise<void> {
    count(history, `Webhook ${how}`);
    if (how === "never") return;
    if (how === "late") await pause(lateMilliseconds);
    if (how === "forged" || how === "stale") await tryForged(type, object, how);
    const id = `evt_${object.id}_${++sent}`;
    await Promise.all(Array.from({ length: how === "twice" ? 2 : 1 }, () => deliver(type, object, id)));
  }

  async function look(): Promise<void> {
    for (const payment of await bank.payments()) {
      const type = eventOf(payment);
      const state = `${type} ${payment.amount_received} ${payment.latest_charge?.amount_refunded}`;
      if (!type || seen.get(payment.id) === state) continue;
      seen.set(payment.id, state);
      underWay.push(carry(type, payment, deliveries[underWay.length % deliveries.length]!));
    }
  }

  const looking = (async () => {
    while (!isStopping) {
      await look();
      await pause(lookMilliseconds);
    }
  })();

  return {
    async stop() {
      isStopping = true;
      await looking;
      await look();
      await Promise.all(underWay);
    },
  };
}

/** What Stripe tells of a payment in this state (docs.stripe.com/api/events/types); null: nothing. */
function eventOf({ status, latest_charge }: StripePayment): string | null {
  if ((latest_charge?.amount_refunded ?? 0) > 0) return "charge.refunded";
  if (status === "requires_capture") return "payment_intent.amount_capturable_updated";
  if (status === "succeeded") return "payment_intent.succeeded";
  if (status === "requires_payment_method") return "payment_intent.payment_failed";
  return status === "canceled" ? "payment_intent.canceled" : null;
}
