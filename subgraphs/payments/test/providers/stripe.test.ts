import { randomUUID } from "node:crypto";
import { money } from "@angidi/money";
import { describeOn } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type HttpAnswer, openExchange } from "../../src/providers/http/exchange.ts";
import { WebhookRefused } from "../../src/providers/paymentProvider.ts";
import { stripeProvider } from "../../src/providers/stripe/stripeProvider.ts";
import { type StripeUnderTest, stripeUnderTest } from "./providersUnderTest.ts";

let its: StripeUnderTest;
beforeAll(async () => {
  its = await stripeUnderTest();
});
afterAll(() => its.close());

const usd = (amount: number) => money(amount, "USD");
const authorise = (paymentMethod = "pm_card_visa", amount = usd(1_000)) =>
  its.provider.authorise({ idempotencyKey: randomUUID(), paymentMethod, amount, paymentId: "a-payment" });
async function reference(paymentMethod = "pm_card_visa"): Promise<string> {
  const outcome = await authorise(paymentMethod);
  if (outcome.kind === "declined") throw new Error("Declined");
  return outcome.reference;
}
const keyed = (name: string) => ({ reference: name, idempotencyKey: randomUUID() });

describe("Stripe", () => {
  it.each([
    ["pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds"],
    ["pm_card_visa_chargeDeclinedLostCard", "lost_card"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card"],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc"],
    ["pm_card_chargeDeclinedProcessingError", "processing_error"],
  ])("declines %s as %s", async (method, code) => {
    expect(await authorise(method)).toMatchObject({ kind: "declined", code });
  });

  it.each([
    ["KWD", 5_124, "amount_unsupported"],
    ["IQD", 5_000, "currency_unsupported"],
  ])("is not even asked for %s %i", async (currency, amount, code) => {
    const asked = its.company.requests.length;
    expect(await authorise("pm_card_visa", money(amount, currency))).toMatchObject({ kind: "declined", code });
    expect(its.company.requests).toHaveLength(asked);
  });

  it("takes dinars of three decimals and crowns of none", async () => {
    for (const amount of [money(5_120, "KWD"), money(1_500, "ISK")]) {
      const outcome = await authorise("pm_card_visa", amount);
      if (outcome.kind !== "authorised") throw new Error("Not authorised");
      expect(await its.provider.capture({ ...keyed(outcome.reference), amount })).toEqual({ kind: "captured" });
      expect(await its.provider.find(outcome.reference)).toMatchObject({ ...amount, captured: amount.amount });
    }
  });

  it("cancels what failed 3-D Secure: with the client secret it could be tried again", async () => {
    const name = await reference("pm_card_authenticationRequired");
    its.company.confirm(name, "FAILED");
    const outcome = await its.provider.finishAction(keyed(name));
    expect(outcome).toMatchObject({ kind: "declined", code: "authentication_failed" });
    expect(await its.provider.find(name)).toMatchObject({ status: "VOIDED" });
  });

  it("tells the bank's reason when it declines after the confirmation", async () => {
    const name = await reference("pm_card_authenticationRequiredChargeDeclinedInsufficientFunds");
    its.company.confirm(name, "SUCCEEDED");
    expect(await its.provider.finishAction(keyed(name))).toMatchObject({ code: "insufficient_funds" });
  });

  it("tells when a hold has ended at the bank", async () => {
    const name = await reference();
    its.company.expire(name);
    const outcome = await its.provider.capture({ ...keyed(name), amount: usd(1_000) });
    expect(outcome).toMatchObject({ kind: "declined", code: "authorisation_expired" });
  });

  it("does not give back what is disputed", async () => {
    const name = await reference();
    await its.provider.capture({ ...keyed(name), amount: usd(1_000) });
    its.company.dispute(name);
    const outcome = await its.provider.refund({ ...keyed(name), amount: usd(1_000) });
    expect(outcome).toMatchObject({ kind: "declined", code: "payment_disputed" });
  });
});

describe("a webhook of Stripe", () => {
  const event = () => its.company.webhook("payment_intent.succeeded", { id: "pi_1" }, { id: "evt_1" });

  it("is read when it is signed", async () => {
    const { body, headers } = event();
    expect(await its.provider.readWebhook!(body, headers)).toEqual([
      { kind: "payment-changed", id: "evt_1", reference: "pi_1", paymentId: null },
    ]);
  });

  it.each<[string, () => { body: Buffer; headers: Record<string, string> }]>([
    ["has no signature", () => ({ ...event(), headers: {} })],
    ["has another's", () => its.company.webhook("payment_intent.succeeded", {}, { secret: "whsec_another" })],
    ["was signed too long ago", () => its.company.webhook("x", {}, { at: new Date(Date.now() - 600_000) })],
    ["was changed by a space", () => ({ ...event(), body: Buffer.concat([event().body, Buffer.from(" ")]) })],
  ])("is refused when it %s", async (_why, make) => {
    const { body, headers } = make();
    await expect(its.provider.readWebhook!(body, headers)).rejects.toThrow(WebhookRefused);
  });

  it("of another kind means nothing", async () => {
    const { body, headers } = its.company.webhook("customer.created", { id: "cus_1" });
    expect(await its.provider.readWebhook!(body, headers)).toEqual([]);
  });

  it.each([
    ["warning_needs_response", "INQUIRY", null],
    ["needs_response", "NEEDS_RESPONSE", null],
    ["under_review", "UNDER_REVIEW", null],
    ["won", "WON", null],
    ["lost", "LOST", null],
    ["warning_closed", "CLOSED", null],
    ["of_next_year", "UNDER_REVIEW", "of_next_year"],
  ])("tells of a dispute that is %s", async (status, state, unclearOutcome) => {
    const { body, headers } = its.company.webhook("charge.dispute.updated", {
      ...{ id: "dp_1", object: "dispute", payment_intent: "pi_1", amount: 1_000, currency: "usd", status },
      ...{ reason: "fraudulent", evidence_details: { due_by: 1_800_000_000 } },
    });
    expect(await its.provider.readWebhook!(body, headers)).toMatchObject([
      {
        reference: "pi_1",
        dispute: {
          ...{ reference: "dp_1", state, unclearOutcome, lost: null },
          ...{ amount: usd(1_000), evidenceDueBy: new Date(1_800_000_000_000) },
        },
      },
    ]);
  });
});

it.each([
  ["lost", [-1_000], 1_000],
  ["lost", [-1_000, 600], 400],
  ["won", [-1_000], null],
  ["won", [-1_000, 1_000], 0],
  ["won", [-1_000, 900], 100],
  // Of the account's currency, which is another.
  ["lost", [-920], null],
])("what a dispute that is %s has cost is what Stripe took and did not give back: %j", async (status, moved, cost) => {
  const { body, headers } = its.company.webhook("charge.dispute.closed", {
    ...{ id: "dp_1", object: "dispute", payment_intent: "pi_1", amount: 1_000, currency: "usd", status },
    ...{ reason: "fraudulent", balance_transactions: moved.map((amount) => ({ amount, currency: "usd" })) },
  });
  const [event] = await its.provider.readWebhook!(body, headers);
  expect(event).toMatchObject({ dispute: { lost: cost === null ? null : usd(cost) } });
});

// It remembers nothing, so what it answers means nothing; that it takes what it is asked does.
describeOn("STRIPE_API_BASE", "Stripe's OpenAPI, by stripe-mock", (apiBase) => {
  it("allows every request that we make", async () => {
    const answers: HttpAnswer[] = [];
    const exchange = openExchange("Stripe");
    const noting = {
      ...exchange,
      async send(request: Parameters<typeof exchange.send>[0]) {
        const answer = await exchange.send(request);
        answers.push(answer);
        return answer;
      },
    };
    const settings = { secretKey: "sk_test_123", webhookSecret: "whsec_1", apiBase, returnUrl: "https://shop.test/" };
    const provider = stripeProvider(settings, noting);
    const amount = usd(1_000);
    await Promise.allSettled([
      provider.authorise({
        idempotencyKey: randomUUID(),
        paymentMethod: "pm_card_visa",
        amount,
        paymentId: "a-payment",
      }),
      provider.capture({ ...keyed("pi_1"), amount }),
      provider.void(keyed("pi_2")),
      provider.refund({ ...keyed("pi_3"), amount }),
      provider.finishAction(keyed("pi_4")),
      provider.find("pi_5"),
      provider.list({ from: new Date(0), to: new Date(), after: "pi_6" }),
      provider.recall!.authorisation({
        ...{ paymentId: randomUUID(), earlierName: "an-order", paymentMethod: "pm_card_visa", amount, others: [] },
      }),
      provider.recall!.refunds("pi_7"),
    ]);
    await exchange.close();
    expect(answers.length).toBeGreaterThanOrEqual(9);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  });
});
