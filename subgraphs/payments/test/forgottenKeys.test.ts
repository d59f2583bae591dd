import { randomUUID } from "node:crypto";
import { money } from "@angidi/money";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { ProviderName } from "../src/domain/payment.ts";
import type { Ports } from "../src/ports.ts";
import { ProviderUnavailable } from "../src/providers/paymentProvider.ts";
import { authorisePayment } from "../src/usecases/authorisePayment.ts";
import { capturePayment } from "../src/usecases/capturePayment.ts";
import { reconcile } from "../src/usecases/reconcile.ts";
import { refundPayment } from "../src/usecases/refundPayment.ts";
import { settlePaymentAction } from "../src/usecases/settlePaymentAction.ts";
import { voidPayment } from "../src/usecases/voidPayment.ts";
import {
  littlePatience,
  type PayPalUnderTest,
  payPalUnderTest,
  type StripeUnderTest,
  stripeUnderTest,
} from "./providers/providersUnderTest.ts";
import { authorisation, startWorld, type World } from "./world.ts";

let world: World;
let stripe: StripeUnderTest;
let paypal: PayPalUnderTest;
let ports: Ports;
let hoursLater = 0;
const now = () => new Date(Date.now() + hoursLater * 60 * 60_000);
beforeAll(async () => {
  world = await startWorld();
  [stripe, paypal] = await Promise.all([stripeUnderTest(littlePatience, now), payPalUnderTest(littlePatience, now)]);
  ports = { ...world.ports, now, providers: { STRIPE: stripe.provider, PAYPAL: paypal.provider } };
});
beforeEach(() => {
  hoursLater = 0;
});
afterAll(async () => {
  await Promise.all([stripe.close(), paypal.close()]);
  await world.close();
});

const newOrder = (provider: ProviderName = "STRIPE", paymentMethod?: string) =>
  authorisation({ provider, paymentMethod: paymentMethod ?? (provider === "STRIPE" ? "pm_card_visa" : "vault-1") });
const paymentOf = async (order: { orderId: string }) =>
  (await ports.payments.byKey({ orderId: order.orderId, supplementId: null }))!;
async function authorised(provider?: ProviderName) {
  const order = newOrder(provider);
  await authorisePayment(ports, order);
  return order;
}
async function captured() {
  const order = await authorised();
  await capturePayment(ports, order);
  return order;
}
const refund = (order: { orderId: string }, amount: number, refundId = randomUUID() as string) =>
  refundPayment(ports, {
    ...{ orderId: order.orderId, supplementId: null, refundId },
    ...{ amount: money(amount, "USD"), reason: "a test" },
  });
/** The idempotency keys of the calls whose path ends so, in their order, each once. */
const keysOf = (its: StripeUnderTest | PayPalUnderTest, end: string) => [
  ...new Set(
    its.company.requests
      .filter(({ method, path }) => method === "POST" && path.endsWith(end))
      .map(({ headers }) => headers["idempotency-key"] ?? headers["paypal-request-id"]),
  ),
];
const loseAnswers = () => stripe.company.fail({ kind: "answer-lost" }, 3);
const intentsOf = async (order: { amount: { amount: number } }) =>
  (await stripe.provider.list({ from: new Date(0), to: new Date(Date.now() + 90 * 86_400_000) })).payments.filter(
    ({ amount }) => amount === order.amount.amount,
  );
/** An amount that no other test has, to find its payments by at the provider. */
let amounts = 5_000;
const ownAmount = () => money(++amounts, "USD");

describe("what a provider refused for a reason that passes", () => {
  it.each([
    ["letting go", 400, voidPayment, "/cancel", "VOIDED"],
    ["letting go, failed for good", 500, voidPayment, "/cancel", "VOIDED"],
    ["capturing", 402, capturePayment, "/capture", "CAPTURED"],
    ["capturing, failed for good", 500, capturePayment, "/capture", "CAPTURED"],
  ] as const)("is done by a later attempt at Stripe: %s (%i)", async (_what, status, act, path, end) => {
    const order = await authorised();
    const { reference } = await paymentOf(order);
    stripe.company.refuseNext(status);
    await expect(act(ports, order)).rejects.toThrow(ProviderUnavailable);
    expect(await paymentOf(order)).toMatchObject({ status: "AUTHORIZED" });
    expect(await act(ports, order)).toMatchObject({ status: end });
    expect(await stripe.provider.find(reference!)).toMatchObject({ status: end });
    expect(keysOf(stripe, `${reference}${path}`)).toHaveLength(2);
  });

  it("is done by a later attempt at PayPal", async () => {
    const order = await authorised("PAYPAL");
    paypal.company.refuseNext();
    await expect(voidPayment(ports, order)).rejects.toThrow(ProviderUnavailable);
    expect(await voidPayment(ports, order)).toMatchObject({ status: "VOIDED" });
  });

  it("is not taken for something of which nobody knows what came of it", async () => {
    const order = await authorised();
    stripe.company.refuseNext(400);
    await expect(voidPayment(ports, order)).rejects.toThrow(ProviderUnavailable);
    await reconcile({ ...ports, now: () => new Date(Date.now() + 20 * 60_000) }, new AbortController().signal);
    expect(await world.ports.differences.page({ status: null, after: null, limit: 100 })).toEqual([]);
    await voidPayment(ports, order);
  });

  it("of a confirmation that failed is cancelled when it is asked again", async () => {
    const order = newOrder("STRIPE", "pm_card_authenticationRequired");
    await authorisePayment(ports, order);
    const { reference } = await paymentOf(order);
    stripe.company.confirm(reference!, "FAILED");
    stripe.company.refuseNext(400);
    const settle = () => settlePaymentAction(ports, { ...order, outcome: "FAILED" });
    expect(await settle()).toMatchObject({ payment: { status: "REQUIRES_ACTION" } });
    expect(await settle()).toMatchObject({ payment: { status: "FAILED" } });
    expect(await stripe.provider.find(reference!)).toMatchObject({ status: "VOIDED" });
  });
});

it("what nobody answered keeps its key, and happens once", async () => {
  for (const [act, path] of [
    [voidPayment, "/cancel"],
    [capturePayment, "/capture"],
  ] as const) {
    const order = await authorised();
    const { reference } = await paymentOf(order);
    loseAnswers();
    await expect(act(ports, order)).rejects.toThrow(ProviderUnavailable);
    await act(ports, order);
    expect(keysOf(stripe, `${reference}${path}`)).toHaveLength(1);
  }
});

it("a capture that was declined while the money is held lets it go, also when that fails at first", async () => {
  const order = await authorised();
  const { reference } = await paymentOf(order);
  stripe.company.refuseNext(400);
  stripe.company.refuseNext(400);
  await expect(capturePayment(ports, order)).rejects.toThrow(ProviderUnavailable);
  expect(await stripe.provider.find(reference!)).toMatchObject({ status: "AUTHORIZED" });
  expect(await voidPayment(ports, order)).toMatchObject({ status: "FAILED" });
  expect(await stripe.provider.find(reference!)).toMatchObject({ status: "VOIDED" });
});

describe("a fault that Stripe keeps as the answer to a key", () => {
  it("of an authorisation is waited with until its search knows for sure, and then nothing was held", async () => {
    const order = { ...newOrder(), amount: ownAmount() };
    stripe.company.refuseNext(500);
    await expect(authorisePayment(ports, order)).rejects.toThrow(ProviderUnavailable);
    await expect(authorisePayment(ports, order)).rejects.toThrow(ProviderUnavailable);
    hoursLater = 0.25;
    expect(await voidPayment(ports, order)).toMatchObject({ status: "FAILED" });
    expect(await intentsOf(order)).toEqual([]);
  });

  it("of a refund is a refund that was not made, and another may be", async () => {
    const order = await captured();
    stripe.company.refuseNext(500);
    expect(await refund(order, 400)).toMatchObject({ decline: { code: "refund_failed" } });
    expect(await refund(order, 400)).toMatchObject({ decline: null, payment: { refunded: 400 } });
  });
});

describe("an authorisation whose answer was lost", () => {
  it("is looked up when its key is forgotten, and holds the money once", async () => {
    const order = { ...newOrder(), amount: ownAmount() };
    loseAnswers();
    await expect(authorisePayment(ports, order)).rejects.toThrow(ProviderUnavailable);
    hoursLater = 25;
    expect(await voidPayment(ports, order)).toMatchObject({ status: "VOIDED" });
    expect(await intentsOf(order)).toMatchObject([{ status: "VOIDED" }]);
  });

  it("that never came to Stripe is declined a day later: nothing is held for an order that is over", async () => {
    const order = { ...newOrder(), amount: ownAmount() };
    stripe.company.fail({ kind: "cut" }, 3);
    await expect(authorisePayment(ports, order)).rejects.toThrow(ProviderUnavailable);
    hoursLater = 25;
    expect(await voidPayment(ports, order)).toMatchObject({ status: "FAILED" });
    expect(await intentsOf(order)).toEqual([]);
  });

  it("at PayPal is not asked for again when its key is forgotten, and is left to staff", async () => {
    const [saved, approved] = [newOrder("PAYPAL"), newOrder("PAYPAL", "paypal")];
    for (const order of [saved, approved]) {
      paypal.company.fail({ kind: "answer-lost" }, 3);
      await expect(authorisePayment(ports, order)).rejects.toThrow(ProviderUnavailable);
    }
    hoursLater = 7;
    const asked = paypal.company.requests.length;
    await expect(voidPayment(ports, saved)).rejects.toThrow(ProviderUnavailable);
    // Nobody can approve an order whose name was never told.
    expect(await voidPayment(ports, approved)).toMatchObject({ status: "FAILED" });
    expect(paypal.company.requests).toHaveLength(asked);
  });

  describe("and that an earlier version asked for, by the order's id", () => {
    const asEarlier = async (order: ReturnType<typeof newOrder>) => {
      const payment = (await ports.payments.open(order, order))!;
      const body = new URLSearchParams({
        ...{ amount: String(order.amount.amount), currency: "usd", capture_method: "manual", confirm: "true" },
        ...{ payment_method: order.paymentMethod, "allowed_payment_method_types[0]": "card" },
        ...{ return_url: "https://shop.test/back", "metadata[orderId]": order.orderId },
      });
      const headers = { authorization: "Bearer sk_test_double", "idempotency-key": `${payment.id}:authorise` };
      await fetch(`${stripe.company.url}/v1/payment_intents`, { method: "POST", headers, body });
    };

    it.each([1, 25])("is found %i hours later, and holds the money once", async (hours) => {
      const order = { ...newOrder(), amount: ownAmount() };
      await asEarlier(order);
      hoursLater = hours;
      expect(await authorisePayment(ports, order)).toMatchObject({ payment: { status: "AUTHORIZED" } });
      expect(await intentsOf(order)).toMatchObject([{ status: "AUTHORIZED" }]);
    });

    it("is not mistaken for the payment of a supplement to the order", async () => {
      const order = { ...newOrder(), amount: ownAmount() };
      await asEarlier(order);
      await authorisePayment(ports, order);
      const supplement = { ...order, supplementId: randomUUID() };
      stripe.company.fail({ kind: "cut" }, 3);
      await expect(authorisePayment(ports, supplement)).rejects.toThrow(ProviderUnavailable);
      hoursLater = 25;
      expect(await voidPayment(ports, supplement)).toMatchObject({ status: "FAILED" });
      expect(await paymentOf(order)).toMatchObject({ status: "AUTHORIZED" });
    });
  });
});

it("refunds whose answers were lost are found by their amounts a day later, and made once", async () => {
  const order = await captured();
  const [lost, made] = [randomUUID(), randomUUID()];
  stripe.company.fail({ kind: "cut" }, 3);
  await expect(refund(order, 100, lost)).rejects.toThrow(ProviderUnavailable);
  loseAnswers();
  await expect(refund(order, 500, made)).rejects.toThrow(ProviderUnavailable);
  hoursLater = 25;
  await refund(order, 100, lost);
  await refund(order, 500, made);
  const payment = await paymentOf(order);
  expect(payment).toMatchObject({ refunded: 600 });
  expect(await stripe.provider.find(payment.reference!)).toMatchObject({ refunded: 600 });
});

it("no provider is told the order's id, which shows a guest's order to whoever has it", async () => {
  const orders = [newOrder(), newOrder("STRIPE", "pm_card_authenticationRequired"), newOrder("PAYPAL")];
  for (const order of orders) {
    await authorisePayment(ports, order);
    await capturePayment(ports, order);
    await voidPayment(ports, order);
    const { id } = await paymentOf(order);
    const told = [...stripe.company.requests, ...paypal.company.requests].filter(({ body }) => body.includes(id));
    expect(told.map(({ path }) => path)).toEqual([expect.stringMatching(/payment_intents$|orders$/)]);
    const everything = JSON.stringify([stripe.company.requests, paypal.company.requests]);
    expect(everything).not.toContain(order.orderId);
  }
});
