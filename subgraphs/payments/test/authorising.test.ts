import { randomUUID } from "node:crypto";
import { money } from "@angidi/money";
import { countStatements } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { authorisePayment } from "../src/usecases/authorisePayment.ts";
import { Crash, crashing } from "./crashingProvider.ts";
import { authorisation, checkBooks, eventsOf, newOrderId, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => checkBooks(world.database));
afterAll(() => world.close());

const nothing = { supplementId: null, declineCode: null, declineMessage: null, clientSecret: null, redirectUrl: null };
const kept = "SELECT FROM payments AS row WHERE row::text LIKE '%' || $1 || '%'";

describe("authorising", () => {
  it.each(["pm_card_visa", "pm_card_mastercard", "pm_card_amex", "pm_card_de"])(
    "holds the money of %s",
    async (method) => {
      const state = await world.authorise({ paymentMethod: method });
      expect(state).toEqual({
        ...nothing,
        paymentId: expect.any(String),
        status: "AUTHORIZED",
        captured: 0,
        refunded: 0,
      });
    },
  );

  it.each([
    ["pm_card_visa_chargeDeclined", "card_declined"],
    ["pm_card_chargeDeclined", "card_declined"],
    ["pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds"],
    ["pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card"],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc"],
    ["pm_card_chargeDeclinedProcessingError", "processing_error"],
    ["pm_card_visa_chargeDeclinedLostCard", "lost_card"],
    ["pm_card_visa_chargeDeclinedStolenCard", "stolen_card"],
    ["pm_card_of_nobody", "payment_method_unknown"],
    ["pm_card_chargeDeclinedtoString", "payment_method_unknown"],
    ["__proto__", "payment_method_unknown"],
    ["not a method!", "payment_method_invalid"],
    ["", "payment_method_invalid"],
  ])("declines %s as %s, and publishes that", async (paymentMethod, declineCode) => {
    const input = authorisation({ paymentMethod });
    const state = await world.authorise(input);
    expect(state).toMatchObject({ status: "FAILED", declineCode, declineMessage: expect.any(String) });
    expect(await eventsOf(world.database, state.paymentId)).toEqual([
      {
        type: "payment.failed",
        data: {
          ...{ paymentId: state.paymentId, orderId: input.orderId, supplementId: null, buyerId: input.buyerId },
          ...{ amount: 1_000, currency: "USD", code: declineCode },
        },
      },
    ]);
  });

  it.each(["4242424242424242", "4242-4242-4242-4242", "pm_378282246310005", "6011_0009_9013_9424"])(
    "declines what may be a card number, %s, and neither keeps nor logs it",
    async (paymentMethod) => {
      const state = await world.authorise({ paymentMethod });
      expect(state).toMatchObject({ status: "FAILED", declineCode: "payment_method_invalid" });
      expect(await world.database.query("test.kept", kept, [paymentMethod])).toEqual([]);
      expect(world.logged()).not.toContain(paymentMethod);
    },
  );

  it.each(["STRIPE", "PAYPAL"])("declines %s, which is not configured", async (provider) => {
    expect(await world.authorise({ provider })).toMatchObject({
      status: "FAILED",
      declineCode: "provider_unavailable",
    });
  });

  it("takes three statements", async () => {
    const { statements } = await countStatements(() => world.authorise());
    expect(statements.map(({ label }) => label)).toEqual([
      "payments.open",
      "testProvider.authorise",
      "payments.append",
    ]);
  });

  it("gives a repeat the payment as it stands, also when all come at once, and asks the provider with one key", async () => {
    const input = authorisation();
    const states = await Promise.all(Array.from({ length: 5 }, () => world.authorise(input)));
    for (const state of states) expect(state).toEqual(states[0]);
    await world.capture(input.orderId);
    expect(await world.authorise(input)).toEqual({ ...states[0], status: "CAPTURED", captured: 1_000 });
    const held = await world.database.query(
      "test.held",
      "SELECT FROM test_provider_payments WHERE idempotency_key LIKE $1 || '%'",
      [states[0].paymentId],
    );
    expect(held).toHaveLength(1);
  });

  it("goes on after a crash between the provider's answer and the writing of it", async () => {
    const input = authorisation();
    const providers = { TEST: crashing(world.ports.providers.TEST!) };
    await expect(authorisePayment({ ...world.ports, providers }, input)).rejects.toThrow(Crash);
    expect(await world.authorise(input)).toMatchObject({ status: "AUTHORIZED" });
  });

  it("refuses another amount for the same order", async () => {
    const input = authorisation();
    await world.authorise(input);
    const other = { ...input, amount: money(1_001, "USD") };
    expect(await world.refusals("AuthorisePayment", { input: other })).toEqual(["BAD_USER_INPUT"]);
  });

  it.each([
    { amount: money(0, "USD") },
    { amount: money(-1, "USD") },
    { amount: { amount: 1.5, currency: "USD" } },
    { amount: money(1, "usd") },
    { amount: money(1, "DOLLAR") },
    { buyerId: "nobody" },
    { orderId: "" },
    { orderId: "x".repeat(256) },
  ])("is no valid request with %j", async (change) => {
    expect(await world.refusals("AuthorisePayment", { input: authorisation(change) })).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("a payment that the shopper has to confirm", () => {
  const waiting = async (paymentMethod = "pm_card_authenticationRequired") => {
    const input = authorisation({ paymentMethod });
    return { orderId: input.orderId, state: await world.authorise(input), input };
  };

  it("says where and with what", async () => {
    const { state, input } = await waiting();
    expect(state).toMatchObject({
      status: "REQUIRES_ACTION",
      clientSecret: expect.stringMatching(/^secret_test_/),
      redirectUrl: expect.stringMatching(/^https:\/\//),
    });
    expect(await world.authorise(input)).toEqual(state);
  });

  it("is authorised when they confirm, and the secret is done with", async () => {
    const { orderId } = await waiting();
    const settled = await world.settle(orderId, "SUCCEEDED");
    expect(settled).toMatchObject({ ...nothing, status: "AUTHORIZED" });
    expect(await world.capture(orderId)).toMatchObject({ status: "CAPTURED" });
  });

  it("fails when they do not", async () => {
    const { orderId, state } = await waiting();
    const settled = await world.settle(orderId, "FAILED");
    expect(settled).toMatchObject({ status: "FAILED", declineCode: "authentication_failed", clientSecret: null });
    expect(await eventsOf(world.database, state.paymentId)).toMatchObject([{ type: "payment.failed" }]);
  });

  it.each([
    ["pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", "insufficient_funds"],
    ["pm_card_threeDSecureRequiredChargeDeclined", "card_declined"],
  ])("may be declined though they confirm: %s", async (method, declineCode) => {
    const { orderId } = await waiting(method);
    expect(await world.settle(orderId, "SUCCEEDED")).toMatchObject({ status: "FAILED", declineCode });
  });

  it("is settled once, the first time", async () => {
    const { orderId } = await waiting();
    const outcomes = ["SUCCEEDED", "FAILED", "SUCCEEDED", "FAILED"] as const;
    const states = await Promise.all(outcomes.map((outcome) => world.settle(orderId, outcome)));
    for (const state of states) expect(state.status).toBe(states[0].status);
    expect((await world.settle(orderId, "FAILED")).status).toBe(states[0].status);
  });

  it("is voided when they never come, and cannot be confirmed later", async () => {
    const { orderId } = await waiting();
    expect(await world.void(orderId)).toMatchObject({ status: "VOIDED", clientSecret: null });
    expect(await world.settle(orderId, "SUCCEEDED")).toMatchObject({ status: "VOIDED" });
  });

  it("is left alone where there is nothing to settle", async () => {
    const orderId = await world.authorised();
    expect(await world.settle(orderId, "FAILED")).toMatchObject({ status: "AUTHORIZED" });
    const unknown = { orderId: newOrderId(), outcome: "FAILED" };
    expect(await world.refusals("SettlePaymentAction", { input: unknown })).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("the fields for orders", () => {
  const input = { orderId: "order", refundId: "refund", amount: money(1, "USD"), reason: "" };
  it.each<[string, Record<string, unknown>]>([
    ["AuthorisePayment", { input: authorisation() }],
    ["CapturePayment", { orderId: "order" }],
    ["VoidPayment", { orderId: "order" }],
    ["RefundPayment", { input }],
    ["SettlePaymentAction", { input: { orderId: "order", outcome: "SUCCEEDED" } }],
  ])("%s refuses guests, administrators and other services", async (operation, variables) => {
    for (const as of [{}, { userId: randomUUID(), roles: ["ADMIN"] as const }, { service: "carts" }]) {
      expect(await world.refusals(operation, variables, as)).toEqual(["FORBIDDEN"]);
    }
  });
});
