import { randomUUID } from "node:crypto";
import { money } from "@angidi/money";
import { makeCertificate } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { WebhookRefused } from "../../src/providers/paymentProvider.ts";
import { type PayPalUnderTest, payPalUnderTest } from "./providersUnderTest.ts";

let its: PayPalUnderTest;
beforeAll(async () => {
  its = await payPalUnderTest();
});
afterAll(() => its.close());

const amount = money(1_000, "USD");
const authorise = (given = amount) =>
  its.provider.authorise({
    idempotencyKey: randomUUID(),
    paymentMethod: "vault-1",
    amount: given,
    paymentId: "a-payment",
  });
async function held(): Promise<string> {
  const outcome = await authorise();
  if (outcome.kind !== "authorised") throw new Error("Not authorised");
  return outcome.reference;
}
async function captured(): Promise<string> {
  const reference = await held();
  await its.provider.capture({ reference, amount, idempotencyKey: randomUUID() });
  return reference;
}
const tokensAsked = () => its.company.requests.filter(({ path }) => path === "/v1/oauth2/token").length;

describe("PayPal", () => {
  it("gives one token for all calls, and another when that one has ended", async () => {
    await Promise.all([held(), held(), held()]);
    expect(tokensAsked()).toBe(1);
    its.company.revokeTokens();
    await held();
    expect(tokensAsked()).toBe(2);
  });

  it.each([
    ["KWD", 5_120, "currency_unsupported"],
    ["HUF", 150, "amount_unsupported"],
  ])("is not even asked for %s %i", async (currency, units, code) => {
    const asked = its.company.requests.length;
    expect(await authorise(money(units, currency))).toMatchObject({ kind: "declined", code });
    expect(its.company.requests).toHaveLength(asked);
  });

  it("does not give back what is disputed", async () => {
    const reference = await captured();
    its.company.dispute(reference);
    const outcome = await its.provider.refund({ reference, amount, idempotencyKey: randomUUID() });
    expect(outcome).toMatchObject({ kind: "declined", code: "payment_disputed" });
  });

  it("has forgotten what was never approved, which then is not confirmed", async () => {
    const request = { reference: "FORGOTTEN", idempotencyKey: randomUUID() };
    expect(await its.provider.finishAction(request)).toMatchObject({ code: "authentication_failed" });
    expect(await its.provider.void(request)).toEqual({ kind: "voided" });
  });
});

describe("a webhook of PayPal", () => {
  const read = ({ body, headers }: { body: Buffer; headers: Record<string, string> }) =>
    its.provider.readWebhook!(body, headers);
  const approved = () => its.company.webhook("CHECKOUT.ORDER.APPROVED", { id: "ORDER-1" }, { id: "WH-1" });

  it("is read when it is signed, its certificate fetched once", async () => {
    const expected = [{ kind: "payment-changed", id: "WH-1", reference: "ORDER-1", paymentId: null }];
    for (let times = 0; times < 3; times++) expect(await read(approved())).toEqual(expected);
    expect(its.company.requests.filter(({ path }) => path.includes("/certs/"))).toHaveLength(1);
  });

  it("names the order by what it is about, or by the capture that a refund is of", async () => {
    const reference = await captured();
    const capture = its.company.dispute(reference);
    const related = { supplementary_data: { related_ids: { order_id: reference } } };
    const up = { links: [{ rel: "up", href: `https://api.paypal.com/v2/payments/captures/${capture}` }] };
    const named = [expect.objectContaining({ kind: "payment-changed", reference })];
    expect(await read(its.company.webhook("PAYMENT.CAPTURE.COMPLETED", related))).toEqual(named);
    expect(await read(its.company.webhook("PAYMENT.CAPTURE.REFUNDED", up))).toEqual(named);
  });

  it.each([
    ["OPEN", undefined, { state: "NEEDS_RESPONSE", lost: null, unclearOutcome: null }],
    ["UNDER_REVIEW", undefined, { state: "UNDER_REVIEW", lost: null, unclearOutcome: null }],
    ["RESOLVED", "RESOLVED_SELLER_FAVOUR", { state: "WON", lost: null, unclearOutcome: null }],
    ["RESOLVED", "RESOLVED_BUYER_FAVOUR", { state: "LOST", lost: money(400, "USD"), unclearOutcome: null }],
    // Never taken for lost.
    ["RESOLVED", "NONE", { state: "UNDER_REVIEW", lost: null, unclearOutcome: "RESOLVED NONE" }],
    ["RESOLVED", undefined, { state: "UNDER_REVIEW", lost: null, unclearOutcome: "RESOLVED" }],
    ["RESOLVED", "toString", { state: "UNDER_REVIEW", lost: null, unclearOutcome: "RESOLVED toString" }],
  ])("tells of a dispute that is %s, %s", async (status, outcome_code, expected) => {
    const reference = await captured();
    const resource = {
      ...{
        dispute_id: "PP-D-1",
        reason: "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
        status,
        dispute_outcome: { outcome_code, amount_refunded: { currency_code: "USD", value: "4.00" } },
      },
      dispute_amount: { currency_code: "USD", value: "10.00" },
      disputed_transactions: [{ seller_transaction_id: its.company.dispute(reference) }],
    };
    expect(await read(its.company.webhook("CUSTOMER.DISPUTE.UPDATED", resource))).toMatchObject([
      { kind: "dispute-changed", reference, dispute: { reference: "PP-D-1", amount, ...expected } },
    ]);
  });

  it.each<[string, () => { body: Buffer; headers: Record<string, string> }]>([
    ["is not signed", () => ({ ...approved(), headers: {} })],
    ["is signed by another's key", () => its.company.webhook("CHECKOUT.ORDER.APPROVED", {}, { by: makeCertificate() })],
    ["was changed by a space", () => ({ ...approved(), body: Buffer.from(`${approved().body} `) })],
    ["has a certificate of elsewhere", () => certifiedBy("https://paypal.com.evil.test/v1/notifications/certs/CERT-1")],
    ["has a certificate over plain HTTP", () => certifiedBy("http://api.paypal.com/v1/notifications/certs/CERT-1")],
    ["has another page of PayPal's as certificate", () => certifiedBy("https://api.paypal.com/v1/other")],
  ])("is refused when it %s", async (_why, make) => {
    await expect(read(make())).rejects.toThrow(WebhookRefused);
  });

  function certifiedBy(address: string) {
    const { body, headers } = approved();
    return { body, headers: { ...headers, "paypal-cert-url": address } };
  }
});
