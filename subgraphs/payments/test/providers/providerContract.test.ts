import { randomUUID } from "node:crypto";
import { type Money, money } from "@angidi/money";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ProviderUnavailable } from "../../src/providers/paymentProvider.ts";
import {
  littlePatience,
  type ProviderUnderTest,
  payPalUnderTest,
  stripeUnderTest,
  testProviderUnderTest,
} from "./providersUnderTest.ts";

const usd = (amount: number) => money(amount, "USD");

describe.each<[string, () => Promise<ProviderUnderTest>]>([
  ["the test provider", testProviderUnderTest],
  ["Stripe", () => stripeUnderTest()],
  ["PayPal", () => payPalUnderTest()],
])("%s", (_name, start) => {
  let its: ProviderUnderTest;
  beforeAll(async () => {
    its = await start();
  });
  afterAll(() => its.close());

  const authorise = (paymentMethod: string, amount = usd(1_000), idempotencyKey = randomUUID() as string) =>
    its.provider.authorise({ idempotencyKey, paymentMethod, amount, paymentId: "a-payment" });

  async function held(amount = usd(1_000)): Promise<string> {
    const outcome = await authorise(its.methods.held, amount);
    if (outcome.kind !== "authorised") throw new Error(`Not authorised: ${JSON.stringify(outcome)}`);
    return outcome.reference;
  }

  async function captured(amount = usd(1_000)): Promise<string> {
    const reference = await held(amount);
    const request = { reference, amount, idempotencyKey: randomUUID() };
    expect(await its.provider.capture(request)).toEqual({ kind: "captured" });
    return reference;
  }

  const refund = (reference: string, amount: Money, idempotencyKey = randomUUID() as string) =>
    its.provider.refund({ idempotencyKey, reference, amount });
  const books = (reference: string) => its.provider.find(reference);

  describe("authorising", () => {
    it("holds money, and takes none", async () => {
      const reference = await held();
      expect(await books(reference)).toEqual({
        ...{ reference, status: "AUTHORIZED", currency: "USD", amount: 1_000, captured: 0, refunded: 0 },
        createdAt: expect.any(Date),
      });
    });

    it("is declined in our words", async () => {
      expect(await authorise(its.methods.declined)).toMatchObject({ kind: "declined", code: "card_declined" });
      expect(await authorise(its.methods.unknown)).toMatchObject({ kind: "declined", code: "payment_method_unknown" });
    });

    it("gives a repeat the first answer, also when all come at once", async () => {
      const key = randomUUID();
      const outcomes = await Promise.all([1, 2, 3].map(() => authorise(its.methods.held, usd(1_000), key)));
      for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
      const later = await authorise(its.methods.held, usd(1_000), key);
      expect(later).toEqual(outcomes[0]);
    });

    it("asks the shopper to confirm, and holds the money when they have", async () => {
      const outcome = await authorise(its.methods.asks);
      if (outcome.kind !== "action-required") throw new Error("Nothing is asked");
      const { reference, redirectUrl } = outcome;
      expect(redirectUrl).toMatch(/^https:/);
      const request = { idempotencyKey: randomUUID(), reference };
      expect(await its.provider.finishAction(request)).toEqual({ kind: "action-required" });
      expect(await books(reference)).toMatchObject({ status: "ACTION_REQUIRED" });
      await its.confirm(reference);
      expect(await its.provider.finishAction(request)).toEqual({ kind: "authorised" });
      expect(await its.provider.finishAction(request)).toEqual({ kind: "authorised" });
      expect(await books(reference)).toMatchObject({ status: "AUTHORIZED", captured: 0 });
    });
  });

  describe("capturing", () => {
    it("takes what is held, once for a key", async () => {
      const reference = await held();
      const request = { reference, amount: usd(1_000), idempotencyKey: randomUUID() };
      for (let times = 0; times < 3; times++) expect(await its.provider.capture(request)).toEqual({ kind: "captured" });
      expect(await books(reference)).toMatchObject({ status: "CAPTURED", captured: 1_000, refunded: 0 });
    });

    it("takes nothing of what was let go, and says so", async () => {
      const reference = await held();
      await its.provider.void({ reference, idempotencyKey: randomUUID() });
      const outcome = await its.provider.capture({ reference, amount: usd(1_000), idempotencyKey: randomUUID() });
      expect(outcome).toEqual({ kind: "voided" });
      expect(await books(reference)).toMatchObject({ status: "VOIDED", captured: 0 });
    });
  });

  describe("voiding", () => {
    it("lets a hold go, once or more often", async () => {
      const reference = await held();
      for (const key of ["a", "a", "b"]) {
        const request = { reference, idempotencyKey: `${reference}:${key}` };
        expect(await its.provider.void(request)).toEqual({ kind: "voided" });
      }
    });

    it("says when the money was taken before", async () => {
      const reference = await captured();
      expect(await its.provider.void({ reference, idempotencyKey: randomUUID() })).toEqual({ kind: "captured" });
      expect(await books(reference)).toMatchObject({ captured: 1_000 });
    });

    it("ends a confirmation that is waited for: nothing is held later", async () => {
      const outcome = await authorise(its.methods.asks);
      if (outcome.kind !== "action-required") throw new Error("Nothing is asked");
      const request = { idempotencyKey: randomUUID(), reference: outcome.reference };
      expect(await its.provider.void(request)).toEqual({ kind: "voided" });
      expect(await books(outcome.reference)).not.toMatchObject({ status: "AUTHORIZED" });
    });
  });

  describe("refunding", () => {
    it("gives back by parts until all is back", async () => {
      const reference = await captured();
      expect(await refund(reference, usd(300))).toEqual({ kind: "refunded" });
      expect(await books(reference)).toMatchObject({ captured: 1_000, refunded: 300 });
      expect(await refund(reference, usd(700))).toEqual({ kind: "refunded" });
      expect(await books(reference)).toMatchObject({ captured: 1_000, refunded: 1_000 });
      expect(await refund(reference, usd(1))).toMatchObject({ kind: "declined", code: "refund_exceeds_captured" });
    });

    it("gives back once for a key", async () => {
      const reference = await captured();
      const key = randomUUID();
      for (let times = 0; times < 3; times++)
        expect(await refund(reference, usd(400), key)).toEqual({ kind: "refunded" });
      expect(await books(reference)).toMatchObject({ refunded: 400 });
    });

    it("never gives back more than was taken", async () => {
      const reference = await captured();
      expect(await refund(reference, usd(1_001))).toMatchObject({ kind: "declined", code: "refund_exceeds_captured" });
      await refund(reference, usd(600));
      expect(await refund(reference, usd(401))).toMatchObject({ kind: "declined", code: "refund_exceeds_captured" });
      expect(await books(reference)).toMatchObject({ refunded: 600 });
    });
  });

  it("counts yen whole", async () => {
    const reference = await captured(money(1_234, "JPY"));
    await refund(reference, money(234, "JPY"));
    expect(await books(reference)).toMatchObject({ currency: "JPY", amount: 1_234, captured: 1_234, refunded: 234 });
  });

  describe("its books", () => {
    it("know no payment by another's name", async () => {
      expect(await books("nobody-s")).toBeNull();
    });

    it("list the payments of a time, each once", async () => {
      const from = new Date(Date.now() - 5_000);
      const references = [await captured(), await captured()];
      const listed: string[] = [];
      let after: string | null = null;
      do {
        const page = await its.provider.list({ from, to: new Date(Date.now() + 5_000), after });
        listed.push(...page.payments.map(({ reference }) => reference));
        after = page.next;
      } while (after);
      expect(new Set(listed).size).toBe(listed.length);
      expect(listed).toEqual(expect.arrayContaining(references));
      const before = await its.provider.list({ from: new Date(0), to: new Date(1_000) });
      expect(before).toEqual({ payments: [], next: null });
    });
  });
});

describe.each<[string, () => Promise<ProviderUnderTest>]>([
  ["Stripe", () => stripeUnderTest(littlePatience)],
  ["PayPal", () => payPalUnderTest(littlePatience)],
])("%s over a bad line", (_name, start) => {
  let its: ProviderUnderTest;
  beforeAll(async () => {
    its = await start();
  });
  afterAll(() => its.close());

  const authorise = async (idempotencyKey = randomUUID() as string) => {
    const { methods, provider } = its;
    return provider.authorise({
      idempotencyKey,
      paymentMethod: methods.held,
      amount: usd(1_000),
      paymentId: "a-payment",
    });
  };
  async function held(): Promise<string> {
    const outcome = await authorise();
    if (outcome.kind !== "authorised") throw new Error("Not authorised");
    return outcome.reference;
  }

  it.each([
    [{ kind: "status", status: 500 }],
    [{ kind: "status", status: 503 }],
    [{ kind: "status", status: 429, headers: { "retry-after": "0" } }],
    [{ kind: "status", status: 409 }],
    [{ kind: "cut" }],
    [{ kind: "answer-lost" }],
    [{ kind: "silent" }],
  ] as const)("asks again after %j, and moves money once", async (fault) => {
    const reference = await held();
    its.company!.fail(fault);
    const request = { reference, amount: usd(1_000), idempotencyKey: randomUUID() };
    expect(await its.provider.capture(request)).toEqual({ kind: "captured" });
    its.company!.fail(fault);
    const part = { ...request, amount: usd(250), idempotencyKey: randomUUID() };
    expect(await its.provider.refund(part)).toEqual({ kind: "refunded" });
    expect(await its.provider.find(reference)).toMatchObject({ captured: 1_000, refunded: 250 });
  });

  it("gives up before its deadline, with nothing secret in what it says", async () => {
    const reference = await held();
    its.company!.fail({ kind: "silent" }, 3);
    const started = performance.now();
    const failure = await its.provider
      .capture({ reference, amount: usd(1_000), idempotencyKey: randomUUID() })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProviderUnavailable);
    expect(performance.now() - started).toBeLessThan(6_000);
    expect(String(failure)).not.toMatch(/sk_|secret|http/);
  });

  it("takes no answer for a decline while the same call is still at work there", async () => {
    its.company!.fail({ kind: "status", status: 409 }, 3);
    await expect(authorise()).rejects.toThrow(ProviderUnavailable);
  });

  it("holds once though every answer of the first call was lost, when it is asked again", async () => {
    const key = randomUUID();
    its.company!.fail({ kind: "answer-lost" }, 3);
    await expect(authorise(key)).rejects.toThrow(ProviderUnavailable);
    const [first, second] = [await authorise(key), await authorise(key)];
    expect(first).toMatchObject({ kind: "authorised" });
    expect(second).toEqual(first);
  });
});
