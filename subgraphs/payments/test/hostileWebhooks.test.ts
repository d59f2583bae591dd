import { randomUUID } from "node:crypto";
import { money } from "@angidi/money";
import {
  eventually,
  type PayPalServer,
  type StripeServer,
  startPayPalServer,
  startStripeServer,
} from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { audit } from "../src/audit.ts";
import { isInDoubt, withheld } from "../src/domain/payment.ts";
import { authorisation, eventsOf, staff, startWorld, type World } from "./world.ts";

// Whoever sends these knows our secrets, and nothing of manners: they come early, late, twice, all at once, and name amounts
// that are not ours.

let stripe: StripeServer;
let paypal: PayPalServer;
let world: World;
beforeAll(async () => {
  [stripe, paypal] = await Promise.all([startStripeServer(), startPayPalServer()]);
  world = await startWorld({
    PAYMENT_PROVIDER: "stripe,paypal",
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
  // Whatever was sent: what is in our books adds up.
  const wrong = await audit(world.database, { undecidedMinutes: 60 });
  await world.close();
  await Promise.all([stripe.close(), paypal.close()]);
  expect(wrong).toEqual([]);
});

async function send(webhook: { body: Buffer; headers: Record<string, string> }, name = "stripe"): Promise<number> {
  const route = world.subgraph.routes.find(({ path }) => path === `/webhooks/${name}`)!;
  return (await route.handle({ params: {}, query: {}, ...webhook })).status;
}
const paymentOf = async (orderId: string) => (await world.ports.payments.byKey({ orderId, supplementId: null }))!;
async function held(paymentMethod = "pm_card_visa") {
  const input = authorisation({ provider: "STRIPE", paymentMethod });
  const { paymentId } = await world.authorise(input);
  const { reference } = await paymentOf(input.orderId);
  return { input, orderId: input.orderId, paymentId: paymentId as string, reference: reference! };
}
async function captured() {
  const payment = await held();
  await world.capture(payment.orderId);
  return payment;
}
const dispute = (reference: string, status: string, changes: object = {}) =>
  stripe.webhook("charge.dispute.updated", {
    ...{ id: `dp_${reference}`, object: "dispute", payment_intent: reference, amount: 1_000, currency: "usd", status },
    ...{ reason: "fraudulent", ...changes },
  });
const told = (type: string, reference: string) => stripe.webhook(type, { id: reference });
const refunded = (reference: string) => stripe.webhook("charge.refunded", { id: "ch_1", payment_intent: reference });
async function differencesOf(paymentId: string, status = "OPEN") {
  const { edges } = await world.ask("ReconciliationDifferences", { status }, staff);
  return edges
    .map(({ node }: { node: { paymentId: string } }) => node)
    .filter((each: { paymentId: string }) => each.paymentId === paymentId);
}
const completions = async (paymentId: string) =>
  (await eventsOf(world.database, paymentId)).filter(({ type }) => type === "payment.completed");

describe("news of a capture", () => {
  it("before our own call is answered is taken once, and the call ends as if it had not come", async () => {
    const { orderId, reference, paymentId } = await held();
    // The answer to the first request is lost; while it is asked again the webhook is there.
    stripe.fail({ kind: "answer-lost" });
    const call = world.capture(orderId);
    await eventually(async () => expect(isInDoubt(await paymentOf(orderId), "CAPTURE")).toBe(true));
    const webhook = told("payment_intent.succeeded", reference);
    expect(await Promise.all([send(webhook), send(webhook)])).toEqual([200, 200]);
    expect(await call).toMatchObject({ status: "CAPTURED", captured: 1_000 });
    expect(await completions(paymentId)).toHaveLength(1);
  });

  it("that says so when nothing was captured changes nothing", async () => {
    const { orderId, reference } = await held();
    expect(await send(told("payment_intent.succeeded", reference))).toBe(200);
    expect(await paymentOf(orderId)).toMatchObject({ status: "AUTHORIZED" });
    expect(await world.void(orderId)).toMatchObject({ status: "VOIDED" });
    expect(await send(told("payment_intent.succeeded", reference))).toBe(200);
    expect(await paymentOf(orderId)).toMatchObject({ status: "VOIDED", captured: 0 });
  });

  it("of a part, by hand, is told to staff; the order is not paid by it, and gets just that back", async () => {
    const { orderId, reference, paymentId } = await held();
    stripe.capturePart(reference, 700);
    expect(await send(told("payment_intent.succeeded", reference))).toBe(200);
    expect((await differencesOf(paymentId)).map(({ kind }: { kind: string }) => kind)).toContain("CAPTURED_DIFFERS");
    await expect(world.capture(orderId)).rejects.toThrow();
    expect(await world.void(orderId)).toMatchObject({ status: "CAPTURED", captured: 700 });
    expect(await world.refund(orderId, 701)).toMatchObject({ declineCode: "refund_exceeds_captured" });
    expect(await world.refund(orderId, 700)).toMatchObject({ status: "REFUNDED", refunded: 700 });
    expect(await world.ports.ledger.entries({ paymentId, limit: 10, after: null })).toMatchObject([
      { kind: "REFUND" },
      { kind: "CAPTURE" },
      { kind: "AUTHORISATION" },
    ]);
  });

  it("of a part at PayPal likewise", async () => {
    const input = authorisation({ provider: "PAYPAL", paymentMethod: "vault-1" });
    await world.authorise(input);
    const { reference } = await paymentOf(input.orderId);
    paypal.capturePart(reference!, { currency_code: "USD", value: "7.00" });
    await expect(world.capture(input.orderId)).rejects.toThrow();
    expect(await world.void(input.orderId)).toMatchObject({ status: "CAPTURED", captured: 700 });
  });
});

describe("news of a payment whose name we have not written down", () => {
  it.each(["pm_card_visa", "pm_card_authenticationRequired"])("finds it by our own id: %s", async (paymentMethod) => {
    const input = authorisation({ provider: "STRIPE", paymentMethod });
    stripe.fail({ kind: "answer-lost" }, 3);
    await expect(world.authorise(input)).rejects.toThrow();
    const { id: paymentId } = await paymentOf(input.orderId);
    const [intent] = await search(paymentId);
    if (intent!.status === "requires_action") stripe.confirm(intent!.id, "SUCCEEDED");
    const webhook = () => stripe.webhook("payment_intent.amount_capturable_updated", intent!);
    expect(await Promise.all([send(webhook()), send(webhook())])).toEqual([200, 200]);
    expect(await paymentOf(input.orderId)).toMatchObject({ status: "AUTHORIZED", reference: intent!.id });
    expect(await search(paymentId)).toHaveLength(1);
  });

  it("is no news of ours when it names another's payment, or none", async () => {
    const { paymentId, orderId } = await held();
    for (const named of [paymentId, randomUUID(), "none"]) {
      const foreign = { id: "pi_foreign", metadata: { paymentId: named } };
      expect(await send(stripe.webhook("payment_intent.canceled", foreign))).toBe(200);
    }
    expect(await paymentOf(orderId)).toMatchObject({ status: "AUTHORIZED" });
  });

  async function search(paymentId: string) {
    const query = new URLSearchParams({ query: `metadata['paymentId']:'${paymentId}'` });
    const headers = { authorization: "Bearer sk_test_double" };
    const answer = await fetch(`${stripe.url}/v1/payment_intents/search?${query}`, { headers });
    return ((await answer.json()) as { data: { id: string; status: string }[] }).data;
  }
});

describe("a refund", () => {
  it("made on the provider's pages is told to staff, and no more goes back than is left", async () => {
    const { orderId, reference, paymentId } = await captured();
    stripe.refund(reference, 300);
    expect(await send(refunded(reference))).toBe(200);
    expect(await differencesOf(paymentId)).toMatchObject([
      { kind: "LEDGER_DIFFERS" },
      { kind: "REFUNDED_DIFFERS", ours: "0.00 USD", theirs: "3.00 USD" },
    ]);
    expect(await world.refund(orderId, 800)).toMatchObject({ refunded: 0, declineCode: "refund_exceeds_captured" });
    expect(await world.refund(orderId, 700)).toMatchObject({ refunded: 700, declineCode: null });
  });

  it("that fails at the bank days later is told to staff, and gone when it was made good", async () => {
    const { orderId, reference, paymentId } = await captured();
    await world.refund(orderId, 400);
    expect(await send(refunded(reference))).toBe(200);
    expect(await differencesOf(paymentId)).toEqual([]);
    stripe.failRefund(reference);
    const failed = stripe.webhook("refund.failed", { id: "re_1", payment_intent: reference });
    expect(await send(failed)).toBe(200);
    expect(await differencesOf(paymentId)).toMatchObject([
      { kind: "LEDGER_DIFFERS" },
      { kind: "REFUNDED_DIFFERS", ours: "4.00 USD", theirs: "0.00 USD" },
    ]);
    stripe.refund(reference, 400);
    expect(await send(refunded(reference))).toBe(200);
    expect(await differencesOf(paymentId)).toEqual([]);
  });

  it("of ours whose webhook is there before its answer is no difference", async () => {
    const { orderId, reference, paymentId } = await captured();
    stripe.fail({ kind: "answer-lost" });
    const call = world.refund(orderId, 400);
    await eventually(async () => expect((await paymentOf(orderId)).transactions.at(-1)!.kind).toBe("REFUND"));
    expect(await send(refunded(reference))).toBe(200);
    expect(await call).toMatchObject({ refunded: 400 });
    expect(await differencesOf(paymentId)).toEqual([]);
  });

  it.each([2, 5])("of which %i at once exceed what was captured goes back as far as it covers them", async (count) => {
    const { orderId, reference } = await captured();
    stripe.fail({ kind: "answer-lost" });
    const states = await Promise.all(Array.from({ length: count }, () => world.refund(orderId, 600)));
    expect(states.filter(({ declineCode }) => declineCode === null)).toHaveLength(1);
    expect(stripe.requests.filter(({ path, body }) => path === "/v1/refunds" && body.includes(reference))).not.toEqual(
      [],
    );
    expect(await paymentOf(orderId)).toMatchObject({ refunded: 600 });
  });

  it("under way while a dispute is opened: both are booked, and nothing more can go back", async () => {
    const { orderId, reference } = await captured();
    stripe.fail({ kind: "answer-lost" });
    const call = world.refund(orderId, 1_000);
    await eventually(async () => expect((await paymentOf(orderId)).transactions.at(-1)!.kind).toBe("REFUND"));
    expect(await send(dispute(reference, "needs_response"))).toBe(200);
    expect(await call).toMatchObject({ status: "REFUNDED", refunded: 1_000 });
    expect(withheld(await paymentOf(orderId))).toBe(1_000);
    expect(await world.refund(orderId, 1)).toMatchObject({ declineCode: "payment_disputed" });
    await send(dispute(reference, "won"));
    expect(withheld(await paymentOf(orderId))).toBe(0);
    expect(await world.refund(orderId, 1)).toMatchObject({ declineCode: "refund_exceeds_captured" });
  });

  it("that the provider refuses for a dispute of which we have not heard is declined, and can be asked anew", async () => {
    const { orderId, reference } = await captured();
    stripe.dispute(reference);
    const refundId = randomUUID();
    expect(await world.refund(orderId, 400, refundId)).toMatchObject({ declineCode: "payment_disputed" });
    await send(dispute(reference, "needs_response"));
    await send(dispute(reference, "won"));
    stripe.dispute(reference, false);
    expect(await world.refund(orderId, 400)).toMatchObject({ refunded: 400 });
  });
});

describe("a dispute", () => {
  it("in another currency, or over more than was taken, leaves our books adding up", async () => {
    const [abroad, large] = [await captured(), await captured()];
    expect(await send(dispute(abroad.reference, "lost", { currency: "eur", amount: 900 }))).toBe(200);
    expect(withheld(await paymentOf(abroad.orderId))).toBe(0);
    expect(await send(dispute(large.reference, "lost", { amount: 5_000 }))).toBe(200);
    expect(withheld(await paymentOf(large.orderId))).toBe(5_000);
    expect(await world.refund(large.orderId, 1)).toMatchObject({ declineCode: "payment_disputed" });
  });

  it("that ends a second time in another way is left to staff", async () => {
    const { reference, paymentId, orderId } = await captured();
    for (const status of ["won", "lost"]) expect(await send(dispute(reference, status))).toBe(200);
    expect(withheld(await paymentOf(orderId))).toBe(0);
    const { disputes } = await world.ask("PaymentDisputes", { id: paymentId }, staff);
    expect(disputes).toMatchObject([{ state: "WON", unclearOutcome: "LOST" }]);
  });

  it("that is heard of while the capture is under way moves its money once, and the capture is known", async () => {
    const { orderId, reference, paymentId } = await held();
    stripe.fail({ kind: "answer-lost" });
    const call = world.capture(orderId);
    await eventually(async () => expect(isInDoubt(await paymentOf(orderId), "CAPTURE")).toBe(true));
    const webhooks = ["needs_response", "needs_response", "under_review"].map((status) => dispute(reference, status));
    expect(await Promise.all(webhooks.map((webhook) => send(webhook)))).toEqual([200, 200, 200]);
    expect(await call).toMatchObject({ status: "CAPTURED" });
    expect(withheld(await paymentOf(orderId))).toBe(1_000);
    expect(await completions(paymentId)).toHaveLength(1);
  });
});

it("a webhook that fails half-way is not taken for done: it is sent again, and has its effect", async () => {
  const { orderId, reference, paymentId } = await captured();
  stripe.refund(reference, 300);
  const webhook = refunded(reference);
  stripe.fail({ kind: "status", status: 503 }, 3);
  expect(await send(webhook)).toBe(500);
  expect(await differencesOf(paymentId)).toEqual([]);
  expect(await send(webhook)).toBe(200);
  expect(await differencesOf(paymentId)).not.toEqual([]);
  expect(await paymentOf(orderId)).toMatchObject({ captured: 1_000, refunded: 0 });
});

it("the amounts of a payment are what the provider has, and not what a webhook says", async () => {
  const { orderId, reference } = await held();
  const lie = { id: reference, status: "succeeded", amount: 1, amount_received: 1_000_000, currency: "jpy" };
  expect(await send(stripe.webhook("payment_intent.succeeded", lie))).toBe(200);
  expect(await paymentOf(orderId)).toMatchObject({ status: "AUTHORIZED", captured: 0 });
  await world.capture(orderId);
  expect((await paymentOf(orderId)).details!.amount).toEqual(money(1_000, "USD"));
});
