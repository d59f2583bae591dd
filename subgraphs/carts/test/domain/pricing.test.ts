import { countryCodes } from "@angidi/contact";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { priceCart } from "../../src/domain/pricing.ts";
import { quote } from "../../src/domain/quote.ts";
import { currencies, linesIn, noon, promotionOf, promotionsIn } from "./arbitraries.ts";

const usd = (amount: number) => ({ amount, currency: "USD" });
const line = (id: string, quantity: number, price: number | null) => ({
  id,
  quantity,
  unitPrice: price === null ? null : usd(price),
});

const carts = currencies.chain((currency) =>
  fc.record({ currency: fc.constant(currency), lines: linesIn(currency), promotions: promotionsIn(currency) }),
);
const destinations = fc.record({
  countryCode: fc.constantFrom(...countryCodes),
  region: fc.option(fc.constantFrom("CA", "minnesota", "ON", "Quebec", "nowhere", "constructor")),
});

describe("the price of a cart", () => {
  test("is the sum of its lines to the last minor unit, whatever codes are on it", () => {
    fc.assert(
      fc.property(carts, ({ currency, lines, promotions }) => {
        const priced = priceCart(currency, lines, promotions, noon);
        let [subtotal, discount, total] = [0, 0, 0];
        for (const one of priced.lines.values()) {
          expect(one.total.amount).toBe(one.unitPrice.amount * one.quantity - one.discount.amount);
          expect(one.total.amount).toBeGreaterThanOrEqual(0);
          expect(one.discount.amount).toBeGreaterThanOrEqual(0);
          subtotal += one.unitPrice.amount * one.quantity;
          discount += one.discount.amount;
          total += one.total.amount;
        }
        expect(priced).toMatchObject({
          subtotal: { amount: subtotal, currency },
          discount: { amount: discount, currency },
          total: { amount: total, currency },
        });
        expect(priced.applied.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(discount);
      }),
    );
  });

  test("with shipping and tax is subtotal − discount + shipping + tax, and never negative", () => {
    fc.assert(
      fc.property(carts, destinations, fc.constantFrom(null, "standard", "express"), (cart, destination, method) => {
        const priced = priceCart(cart.currency, cart.lines, cart.promotions, noon);
        const quoted = quote(priced, destination, method, false);
        if (quoted.kind !== "quoted") throw new Error(quoted.kind);
        const { subtotal, discount, shipping, tax, total, lineTaxes, shippingTaxes, redemptions } = quoted.quote;
        expect(total.amount).toBe(subtotal.amount - discount.amount + shipping.amount + tax.amount);
        expect(total.amount).toBeGreaterThanOrEqual(0);
        const taxes = [...lineTaxes.values(), shippingTaxes].flat().map(({ amount }) => amount.amount);
        expect(taxes.every((amount) => amount >= 0)).toBe(true);
        expect(taxes.reduce((sum, amount) => sum + amount, 0)).toBe(tax.amount);
        expect(redemptions.every(({ amount }) => amount.amount > 0)).toBe(true);
      }),
    );
  });

  test("takes a percentage off each line in proportion", () => {
    const off = promotionOf({ kind: "PERCENTAGE", basisPoints: 1_000 });
    const priced = priceCart("USD", [line("a", 3, 333), line("b", 1, 1)], [off], noon);
    expect(priced).toMatchObject({ subtotal: usd(1_000), discount: usd(100), total: usd(900) });
    expect(priced.lines.get("a")).toMatchObject({ discount: usd(100), total: usd(899) });
    expect(priced.lines.get("b")).toMatchObject({ discount: usd(0), total: usd(1) });
  });

  test("applies codes in their order, each to what the earlier ones left", () => {
    const half = promotionOf({ kind: "PERCENTAGE", basisPoints: 5_000 });
    const ten = promotionOf({ kind: "FIXED_AMOUNT", amount: usd(1_000) });
    const lines = [line("a", 1, 10_000)];
    expect(priceCart("USD", lines, [half, ten], noon).total).toEqual(usd(4_000));
    expect(priceCart("USD", lines, [ten, half], noon).total).toEqual(usd(4_500));
  });

  test("does not go below zero", () => {
    const ten = promotionOf({ kind: "FIXED_AMOUNT", amount: usd(1_000) });
    const priced = priceCart("USD", [line("a", 1, 700)], [ten, ten], noon);
    expect(priced).toMatchObject({ discount: usd(700), total: usd(0) });
    expect(priced.applied.map(({ amount }) => amount.amount)).toEqual([700, 0]);
  });

  test("leaves out lines that cannot be bought", () => {
    const priced = priceCart("USD", [line("a", 1, 700), line("b", 5, null)], [], noon);
    expect(priced.total).toEqual(usd(700));
    expect(priced.lines.has("b")).toBe(false);
  });

  test.each([
    ["before it starts", { startsAt: new Date(noon.getTime() + 1) }, "discount-code-expired"],
    ["from its end on", { endsAt: noon }, "discount-code-expired"],
    ["below its minimum", { minimumSubtotal: usd(701) }, "discount-code-not-applicable"],
    ["in another currency", { currency: "EUR", minimumSubtotal: usd(1) }, "discount-code-not-applicable"],
  ])("gives nothing for a code %s, and says so", (_when, conditions, objection) => {
    const promotion = promotionOf({ kind: "PERCENTAGE", basisPoints: 1_000 }, conditions);
    const priced = priceCart("USD", [line("a", 1, 700)], [promotion], noon);
    expect(priced.total).toEqual(usd(700));
    expect(priced.objections).toMatchObject([{ kind: objection }]);
  });

  test("compares a minimum with the lines before any discount", () => {
    const half = promotionOf({ kind: "PERCENTAGE", basisPoints: 5_000 });
    const onlyAbove = promotionOf({ kind: "FIXED_AMOUNT", amount: usd(100) }, { minimumSubtotal: usd(1_000) });
    expect(priceCart("USD", [line("a", 1, 1_000)], [half, onlyAbove], noon).total).toEqual(usd(400));
  });
});
