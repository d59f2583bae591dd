import { randomUUID } from "node:crypto";
import { money } from "@angidi/money";
import { type PayPalServer, type StripeServer, startPayPalServer, startStripeServer } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { audit } from "../src/audit.ts";
import { withheld } from "../src/domain/payment.ts";
import { authorisation, eventsOf, staff, startWorld, type World } from "./world.ts";

let stripe: StripeServer;
let paypal: PayPalServer;
let world: World;
beforeAll(async () => {
  [stripe, paypal] = await Promise.all([startStripeServer(), startPayPalServer()]);
  world = await startWorld({
    PAYMENT_PROVIDER: "test,stripe,paypal",
    STRIPE_SECRET_KEY: "sk_test_double",
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_API_BASE: stripe.url,
    PAYPAL_CLIENT_ID: paypal.credentials.clientId,
    PAYPAL_CLIENT_SECRET: paypal.credentials.clientSecret,
    PAYPAL_WEBHOOK_ID: paypal.credentials.webhookId,
    PAYPAL_API_BASE: paypal.url,
  });
});
afterAll(async () => {
  await world.close();
  await Promise.all([stripe.close(), paypal.close()]);
});

type Webhook = { readonly body: Buffer; readonly headers: Record<string, string> };
async function send(name: "stripe" | "paypal", { body, headers }: Webhook): Promise<number> {
  const route = world.subgraph.routes.find(({ path }) => path === `/webhooks/${name}`)!;
  return (await route.handle({ params: {}, query: {}, headers, body })).status;
}

const paymentOf = async (orderId: string) =>
  (await world.ports.payments.byKey({ orderId: orderId, supplementId: null }))!;

/** An order that is paid at Stripe, and Stripe's name for the payment. */
async function atStripe(paymentMethod = "pm_card_visa") {
  const input = authorisation({ provider: "STRIPE", paymentMethod });
  const state = await world.authorise(input);
  const { reference } = await paymentOf(input.orderId);
  return { orderId: input.orderId, input, state, paymentId: state.paymentId, reference: reference! };
}
const stands = async (orderId: string) => (await paymentOf(orderId)).status;

describe("a payment at Stripe", () => {
  it("is held, taken and given back", async () => {
    const { orderId, state } = await atStripe();
    expect(state.status).toBe("AUTHORIZED");
    expect(await world.capture(orderId)).toMatchObject({ status: "CAPTURED", captured: 1_000 });
    expect(await world.refund(orderId, 400)).toMatchObject({ status: "PARTIALLY_REFUNDED", refunded: 400 });
  });

  it("that the shopper has confirmed is told by webhook, and published once however often that comes", async () => {
    const { orderId, reference, paymentId, state } = await atStripe("pm_card_authenticationRequired");
    expect(state).toMatchObject({ status: "REQUIRES_ACTION", redirectUrl: expect.stringMatching(/^https:/) });
    stripe.confirm(reference, "SUCCEEDED");
    const webhook = stripe.webhook("payment_intent.amount_capturable_updated", { id: reference });
    expect(await Promise.all([webhook, webhook, webhook].map((one) => send("stripe", one)))).toEqual([200, 200, 200]);
    expect(await send("stripe", webhook)).toBe(200);
    expect(await stands(orderId)).toBe("AUTHORIZED");
    const events = await eventsOf(world.database, paymentId);
    expect(events).toMatchObject([{ type: "payment.authorised", data: { orderId, amount: 1_000 } }]);
  });

  it("fails when they do not confirm, and cannot be confirmed later", async () => {
    const { orderId, reference, paymentId } = await atStripe("pm_card_authenticationRequired");
    stripe.confirm(reference, "FAILED");
    expect(await send("stripe", stripe.webhook("payment_intent.payment_failed", { id: reference }))).toBe(200);
    expect(await stands(orderId)).toBe("FAILED");
    expect(await eventsOf(world.database, paymentId)).toMatchObject([
      { type: "payment.failed", data: { code: "authentication_failed" } },
    ]);
  });

  it("is found confirmed without a webhook, when orders asks again or the shopper comes back", async () => {
    const [asked, back] = [
      await atStripe("pm_card_authenticationRequired"),
      await atStripe("pm_card_authenticationRequired"),
    ];
    for (const { reference } of [asked, back]) stripe.confirm(reference, "SUCCEEDED");
    expect(await world.authorise(asked.input)).toMatchObject({ status: "AUTHORIZED" });
    expect(await world.settle(back.orderId, "FAILED")).toMatchObject({ status: "AUTHORIZED" });
  });

  it("waits on when a client says that it is confirmed and it is not", async () => {
    const { orderId } = await atStripe("pm_card_authenticationRequired");
    expect(await world.settle(orderId, "SUCCEEDED")).toMatchObject({ status: "REQUIRES_ACTION" });
  });

  it("waits on while Stripe is away", async () => {
    const { orderId, input, reference } = await atStripe("pm_card_authenticationRequired");
    stripe.fail({ kind: "status", status: 503 }, 3);
    expect(await world.authorise(input)).toMatchObject({ status: "REQUIRES_ACTION" });
    stripe.fail({ kind: "status", status: 503 }, 3);
    stripe.confirm(reference, "SUCCEEDED");
    const webhook = stripe.webhook("payment_intent.amount_capturable_updated", { id: reference });
    expect(await send("stripe", webhook)).toBe(500);
    expect(await send("stripe", webhook)).toBe(200);
    expect(await stands(orderId)).toBe("AUTHORIZED");
  });

  it("whose capture was cut short is known by webhook; older news changes nothing", async () => {
    const { orderId, reference, paymentId } = await atStripe();
    stripe.fail({ kind: "answer-lost" }, 3);
    await expect(world.capture(orderId)).rejects.toThrow();
    const older = stripe.webhook("payment_intent.amount_capturable_updated", { id: reference });
    expect(await send("stripe", stripe.webhook("payment_intent.succeeded", { id: reference }))).toBe(200);
    expect(await send("stripe", older)).toBe(200);
    expect(await stands(orderId)).toBe("CAPTURED");
    expect(await eventsOf(world.database, paymentId)).toMatchObject([{ type: "payment.completed" }]);
  });
});

describe("a payment at PayPal", () => {
  it("is approved there, and held when PayPal says so", async () => {
    const input = authorisation({ provider: "PAYPAL", paymentMethod: "paypal" });
    const state = await world.authorise(input);
    expect(state).toMatchObject({ status: "REQUIRES_ACTION", clientSecret: null });
    const reference = new URL(state.redirectUrl).searchParams.get("token")!;
    paypal.approve(reference);
    expect(await send("paypal", paypal.webhook("CHECKOUT.ORDER.APPROVED", { id: reference }))).toBe(200);
    expect(await stands(input.orderId)).toBe("AUTHORIZED");
    expect(await world.capture(input.orderId)).toMatchObject({ status: "CAPTURED" });
    expect(await world.refund(input.orderId, 1_000)).toMatchObject({ status: "REFUNDED" });
  });

  it("that comes to be held when it was given up is let go", async () => {
    const input = authorisation({ provider: "PAYPAL", paymentMethod: "paypal" });
    await world.authorise(input);
    const reference = (await paymentOf(input.orderId)).reference!;
    paypal.approve(reference);
    expect(await world.void(input.orderId)).toMatchObject({ status: "VOIDED" });
    // A call of ours that was under way when the order was given up.
    const { authorisation: id } = paypal.authorise(reference);
    const related = { id, supplementary_data: { related_ids: { order_id: reference } } };
    expect(await send("paypal", paypal.webhook("PAYMENT.AUTHORIZATION.CREATED", related))).toBe(200);
    expect(await stands(input.orderId)).toBe("VOIDED");
    const letGo = { method: "POST", path: `/v2/payments/authorizations/${id}/void` };
    expect(paypal.requests).toContainEqual(expect.objectContaining(letGo));
  });
});

describe("a webhook", () => {
  it("that is not signed is refused, and not told why", async () => {
    const route = world.subgraph.routes.find(({ path }) => path === "/webhooks/stripe")!;
    const request = { params: {}, query: {}, headers: {}, body: Buffer.from("{}") };
    expect(await route.handle(request)).toMatchObject({ status: 400, body: "" });
    expect(await send("paypal", { body: Buffer.from("{}"), headers: {} })).toBe(400);
  });

  it("that is too large is not looked at", async () => {
    expect(await send("stripe", { body: Buffer.alloc(257 * 1024), headers: {} })).toBe(413);
  });

  it("of a kind or a payment that we do not know is taken, and forgotten", async () => {
    expect(await send("stripe", stripe.webhook("invoice.paid", { id: "in_1" }))).toBe(200);
    expect(await send("stripe", stripe.webhook("payment_intent.succeeded", { id: "pi_of_another" }))).toBe(200);
  });

  it("leaves no secret in the log", () => {
    expect(world.logged()).toContain("A webhook was refused");
    expect(world.logged()).not.toMatch(/sk_test_double|whsec_|client-secret/);
  });
});

describe("a dispute", () => {
  const told = (reference: string, status: string, changes: object = {}) =>
    stripe.webhook("charge.dispute.updated", {
      ...{
        id: `dp_${reference}`,
        object: "dispute",
        payment_intent: reference,
        amount: 1_000,
        currency: "usd",
        status,
      },
      ...{ reason: "fraudulent", evidence_details: { due_by: 1_800_000_000 } },
      ...changes,
    });
  async function captured() {
    const payment = await atStripe();
    await world.capture(payment.orderId);
    return payment;
  }
  const movesOf = async (id: string): Promise<string[]> => {
    const { transactions } = await world.ask("PaymentDisputes", { id }, staff);
    return transactions
      .filter(({ kind }: { kind: string }) => kind.startsWith("DISPUTE"))
      .map(({ kind, amount }: { kind: string; amount: { amount: number } }) => `${kind} ${amount.amount}`);
  };

  it("is shown to staff with the day until which evidence is taken, and published", async () => {
    const { reference, paymentId } = await captured();
    expect(await send("stripe", told(reference, "needs_response"))).toBe(200);
    const shown = await world.ask("PaymentDisputes", { id: paymentId }, staff);
    expect(shown.disputes).toEqual([
      {
        ...{ id: expect.any(String), reference: `dp_${reference}`, state: "NEEDS_RESPONSE", reason: "fraudulent" },
        ...{ amount: money(1_000, "USD"), evidenceDueBy: "2027-01-15T08:00:00.000Z", unclearOutcome: null },
      },
    ]);
    expect(await movesOf(paymentId)).toEqual(["DISPUTE_OPENED 1000"]);
    const events = await eventsOf(world.database, paymentId);
    expect(events.at(-1)).toMatchObject({ type: "payment.disputed", data: { code: "DISPUTE_OPENED", amount: 1_000 } });
  });

  it.each([
    ["won", ["DISPUTE_OPENED 1000", "DISPUTE_WON 1000"]],
    ["lost", ["DISPUTE_OPENED 1000", "DISPUTE_LOST 1000"]],
  ])("that is %s moves money once, in whatever order its events come", async (end, moves) => {
    for (const order of [
      ["needs_response", "under_review", end],
      [end, "needs_response", "under_review"],
    ]) {
      const { reference, paymentId } = await captured();
      for (const status of order) await send("stripe", told(reference, status));
      await send("stripe", told(reference, end));
      expect(await movesOf(paymentId)).toEqual(moves);
      const { disputes } = await world.ask("PaymentDisputes", { id: paymentId }, staff);
      expect(disputes).toMatchObject([{ state: end.toUpperCase() }]);
    }
  });

  it("moves money once though all its events come at once", async () => {
    const { reference, paymentId } = await captured();
    const statuses = ["needs_response", "won", "needs_response", "under_review", "won"];
    const answers = await Promise.all(statuses.map((status) => send("stripe", told(reference, status))));
    expect(answers).toEqual(statuses.map(() => 200));
    expect(await movesOf(paymentId)).toEqual(["DISPUTE_OPENED 1000", "DISPUTE_WON 1000"]);
  });

  const moved = (...amounts: number[]) => ({
    balance_transactions: amounts.map((amount) => ({ amount, currency: "usd" })),
  });
  const withheldOf = async (orderId: string) => withheld(await paymentOf(orderId));

  it("that is lost in part costs that part; the rest may be given back", async () => {
    const { orderId, reference, paymentId } = await captured();
    await send("stripe", told(reference, "needs_response"));
    await send("stripe", told(reference, "lost", moved(-1_000, 600)));
    expect(await movesOf(paymentId)).toEqual(["DISPUTE_OPENED 1000", "DISPUTE_WON 600", "DISPUTE_LOST 400"]);
    expect(await withheldOf(orderId)).toBe(400);
    expect(await world.refund(orderId, 600)).toMatchObject({ refunded: 600, declineCode: null });
    expect(await audit(world.database, { undecidedMinutes: 0 })).toEqual([]);
  });

  it("whose end is not understood stays open, is shown to staff and warned of, and is booked when it is", async () => {
    const { reference, paymentId } = await captured();
    await send("stripe", told(reference, "under_review"));
    await send("stripe", told(reference, "of_next_year"));
    const shown = await world.ask("PaymentDisputes", { id: paymentId }, staff);
    expect(shown.disputes).toMatchObject([{ state: "UNDER_REVIEW", unclearOutcome: "of_next_year" }]);
    expect(await movesOf(paymentId)).toEqual(["DISPUTE_OPENED 1000"]);
    expect(world.logged()).toContain("of_next_year");
    await send("stripe", told(reference, "won"));
    const ended = await world.ask("PaymentDisputes", { id: paymentId }, staff);
    expect(ended.disputes).toMatchObject([{ state: "WON", unclearOutcome: null }]);
  });

  it("of which money comes back after it was booked as lost is left to staff", async () => {
    const { reference, paymentId } = await captured();
    await send("stripe", told(reference, "lost", moved(-1_000)));
    await send("stripe", told(reference, "lost", moved(-1_000, 300)));
    expect(await movesOf(paymentId)).toEqual(["DISPUTE_OPENED 1000", "DISPUTE_LOST 1000"]);
    const { disputes } = await world.ask("PaymentDisputes", { id: paymentId }, staff);
    expect(disputes).toMatchObject([{ state: "LOST", unclearOutcome: "LOST: 7.00 USD lost" }]);
  });

  it("that only asks moves none", async () => {
    const { reference, paymentId } = await captured();
    await send("stripe", told(reference, "warning_needs_response"));
    await send("stripe", told(reference, "warning_closed"));
    expect(await movesOf(paymentId)).toEqual([]);
  });

  it("keeps its money from being given back a second time, until it is won", async () => {
    const { orderId, reference } = await captured();
    await send("stripe", told(reference, "needs_response", { amount: 700 }));
    expect(await world.refund(orderId, 400)).toMatchObject({ refunded: 0, declineCode: "payment_disputed" });
    await send("stripe", told(reference, "won", { amount: 700 }));
    expect(await world.refund(orderId, 400)).toMatchObject({ refunded: 400, declineCode: null });
  });

  it("comes by itself of a test card, which the test provider tells", async () => {
    const input = authorisation({ paymentMethod: "pm_card_createDispute" });
    const { paymentId } = await world.authorise(input);
    await world.capture(input.orderId);
    for (let moves: string[] = []; moves.length === 0; ) moves = await movesOf(paymentId);
    expect(await movesOf(paymentId)).toEqual(["DISPUTE_OPENED 1000"]);
  });

  it("is listed for staff alone, by pages and states", async () => {
    const { reference, paymentId } = await captured();
    await send("stripe", told(reference, "lost"));
    const page = await world.ask("Disputes", { first: 1, states: ["LOST"] }, staff);
    expect(page.edges[0].node).toMatchObject({ state: "LOST", payment: { id: paymentId } });
    const next = await world.ask("Disputes", { first: 1, after: page.edges[0].cursor }, staff);
    expect(next.edges[0].node.id).not.toBe(page.edges[0].node.id);
    expect(await world.refusals("Disputes", { first: 1 }, { userId: randomUUID() })).toEqual(["FORBIDDEN"]);
  });
});
