import { minorUnitDigits, money } from "@angidi/money";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fromPayPal, toPayPal } from "../../src/providers/paypal/amounts.ts";
import { fromStripe, toStripe } from "../../src/providers/stripe/amounts.ts";

describe("an amount at Stripe", () => {
  it.each([
    ["USD", 1_050, 1_050],
    ["JPY", 500, 500],
    ["KWD", 5_120, 5_120],
    ["ISK", 5, 500],
    ["UGX", 5, 500],
    ["MGA", 500, 5],
    ["HUF", 1_045, 1_045],
  ])("in %s: %i is %i there", (currency, ours, theirs) => {
    expect(toStripe(money(ours, currency))).toEqual({ kind: "amount", amount: theirs });
    expect(fromStripe(theirs, currency.toLowerCase())).toEqual(money(ours, currency));
  });

  it.each([
    ["KWD", 5_124, "amount"],
    ["BHD", 1, "amount"],
    ["MGA", 501, "amount"],
    ["IQD", 1_000, "currency"],
    ["CLF", 10_000, "currency"],
  ])("is refused in %s: %i, for its %s", (currency, amount, what) => {
    expect(toStripe(money(amount, currency))).toEqual({ kind: "unsupported", what });
  });

  it("comes back as it went, whatever the currency", () => {
    const currency = fc.constantFrom("USD", "EUR", "JPY", "KRW", "KWD", "OMR", "ISK", "UGX", "MGA", "TWD");
    fc.assert(
      fc.property(currency, fc.integer({ min: 1, max: 99_999_999 }), (code, amount) => {
        const there = toStripe(money(amount, code));
        if (there.kind === "unsupported") return;
        expect(Number.isSafeInteger(there.amount)).toBe(true);
        expect(fromStripe(there.amount, code.toLowerCase())).toEqual(money(amount, code));
      }),
    );
  });
});

describe("an amount at PayPal", () => {
  it.each([
    ["USD", 1_050, "10.50"],
    ["USD", 5, "0.05"],
    ["JPY", 1_234, "1234"],
    ["HUF", 120_000, "1200"],
    ["TWD", 9_900, "99"],
  ])("in %s: %i is written %s", (currency, amount, value) => {
    expect(toPayPal(money(amount, currency))).toEqual({ kind: "amount", amount: { currency_code: currency, value } });
    expect(fromPayPal({ currency_code: currency, value })).toEqual(money(amount, currency));
  });

  it.each([
    ["KWD", 5_120, "currency"],
    ["INR", 100, "currency"],
    ["HUF", 150, "amount"],
  ])("is refused in %s: %i, for its %s", (currency, amount, what) => {
    expect(toPayPal(money(amount, currency))).toEqual({ kind: "unsupported", what });
  });

  it("comes back as it went, whatever the currency", () => {
    const currency = fc.constantFrom("USD", "EUR", "GBP", "JPY", "CHF", "HUF");
    fc.assert(
      fc.property(currency, fc.integer({ min: 1, max: 99_999_999 }), (code, some) => {
        const amount = code === "HUF" ? some * 10 ** minorUnitDigits(code) : some;
        const there = toPayPal(money(amount, code));
        expect(there.kind === "amount" && fromPayPal(there.amount)).toEqual(money(amount, code));
      }),
    );
  });
});
