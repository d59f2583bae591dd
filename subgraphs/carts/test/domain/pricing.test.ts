import { countryCodes } from "@angidi/contact";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type PricedCart, priceCart } from "../../src/domain/pricing.ts";
import type { Promotion } from "../../src/domain/promotion.ts";
import { quote } from "../../src/domain/quote.ts";
import { currencies, linesIn, noon, promotionOf, promotionsIn, someone, thing } from "./arbitraries.ts";

const usd = (amount: number) => ({ amount, currency: "USD" });
const line = (id: string, quantity: number, price: number | null) => ({
  id,
  quantity,
  unitPrice: price === null ? null : usd(price),
  merchandise: thing,
});
const off = (amount: number, changes: Partial<Promotion> = {}) =>
  promotionOf({ kind: "FIXED_AMOUNT", amounts: [usd(amount)], per: "ORDER" }, changes);

const carts = currencies.chain((currency) =>
  fc.record({ currency: fc.constant(currency), lines: linesIn(currency), promotions: promotionsIn(currency) }),
);
const destinations = fc.record({
  countryCode: fc.constantFrom(...countryCodes),
  region: fc.option(fc.constantFrom("CA", "minnesota", "ON", "Quebec", "nowhere", "constructor")),
});
const total = (amounts: readonly { amount: number }[]) => amounts.reduce((sum, { amount }) => sum + amount, 0);

/** What each promotion takes off, by the lines. */
function byPromotion(priced: PricedCart): Map<string, number> {
  const sums = new Map(priced.applied.map(({ promotion }) => [promotion.id, 0]));
  for (const { discounts } of priced.lines.values()) {
    for (const { promotion, amount } of discounts) sums.set(promotion.id, sums.get(promotion.id)! + amount.amount);
  }
  return sums;
}

describe("the price of a cart", () => {
  test("is the sum of its lines to the last minor unit, whatever promotions are on it", () => {
    fc.assert(
      fc.property(carts, ({ currency, lines, promotions }) => {
        const priced = priceCart(currency, lines, promotions, someone);
        let [subtotal, discount, left] = [0, 0, 0];
        for (const one of priced.lines.values()) {
          expect(one.total.amount).toBe(one.unitPrice.amount * one.quantity - one.discount.amount);
          expect(one.total.amount).toBeGreaterThanOrEqual(0);
          expect(one.discounts.every(({ amount }) => amount.amount > 0)).toBe(true);
          expect(total(one.discounts.map(({ amount }) => amount))).toBe(one.discount.amount);
          subtotal += one.unitPrice.amount * one.quantity;
          discount += one.discount.amount;
          left += one.total.amount;
        }
        expect(priced).toMatchObject({
          subtotal: { amount: subtotal, currency },
          discount: { amount: discount, currency },
          total: { amount: left, currency },
        });
      }),
    );
  });

  test("has each promotion's discount spread over lines without a unit lost", () => {
    fc.assert(
      fc.property(carts, ({ currency, lines, promotions }) => {
        const priced = priceCart(currency, lines, promotions, someone);
        expect(total(priced.applied.map(({ amount }) => amount))).toBe(priced.discount.amount);
        const amounts = new Map(priced.applied.map(({ promotion, amount }) => [promotion.id, amount.amount]));
        expect(byPromotion(priced)).toEqual(amounts);
      }),
    );
  });

  test("is the same whatever the order of its lines", () => {
    // Lines that are alike tie, and only there could their order matter.
    const alike = carts.map((cart) => ({
      ...cart,
      lines: cart.lines.map((one) => ({
        ...one,
        unitPrice: one.unitPrice && { ...one.unitPrice, amount: 101 },
        quantity: 1,
      })),
    }));
    const shuffled = fc
      .oneof(carts, alike)
      .chain((cart) => fc.tuple(fc.constant(cart), fc.shuffledSubarray(cart.lines, { minLength: cart.lines.length })));
    fc.assert(
      fc.property(shuffled, ([{ currency, lines, promotions }, others]) => {
        const [one, other] = [lines, others].map((some) => priceCart(currency, some, promotions, someone));
        expect(new Map([...other!.lines].sort())).toEqual(new Map([...one!.lines].sort()));
        expect(other!.applied).toEqual(one!.applied);
      }),
    );
  });

  test("says of every code either what it does or why it does nothing", () => {
    fc.assert(
      fc.property(carts, ({ currency, lines, promotions }) => {
        const { applied, objections } = priceCart(currency, lines, promotions, someone);
        const told = [...applied, ...objections].map(({ promotion }) => promotion).filter(({ code }) => code !== null);
        expect(new Set(told)).toEqual(new Set(promotions.filter(({ code }) => code !== null)));
        expect(told).toHaveLength(new Set(told).size);
      }),
    );
  });

  test("with shipping and tax is subtotal − discount + shipping + tax, and never negative", () => {
    fc.assert(
      fc.property(carts, destinations, fc.constantFrom(null, "standard", "express"), (cart, destination, method) => {
        const priced = priceCart(cart.currency, cart.lines, cart.promotions, someone);
        const quoted = quote(priced, destination, method, false);
        if (quoted.kind !== "quoted") throw new Error(quoted.kind);
        const { subtotal, discount, shipping, tax, redemptions, ...rest } = quoted.quote;
        expect(rest.total.amount).toBe(subtotal.amount - discount.amount + shipping.amount + tax.amount);
        expect(rest.total.amount).toBeGreaterThanOrEqual(0);
        const taxes = [...rest.lineTaxes.values(), rest.shippingTaxes].flat().map(({ amount }) => amount.amount);
        expect(taxes.every((amount) => amount >= 0)).toBe(true);
        expect(taxes.reduce((sum, amount) => sum + amount, 0)).toBe(tax.amount);
        expect(redemptions.every(({ amount }) => amount.amount > 0)).toBe(true);
      }),
    );
  });

  test("takes a percentage off each line in proportion", () => {
    const tenth = promotionOf({ kind: "PERCENTAGE", basisPoints: 1_000 });
    const priced = priceCart("USD", [line("a", 3, 333), line("b", 1, 1)], [tenth], someone);
    expect(priced).toMatchObject({ subtotal: usd(1_000), discount: usd(100), total: usd(900) });
    expect(priced.lines.get("a")).toMatchObject({ discount: usd(100), total: usd(899) });
    expect(priced.lines.get("b")).toMatchObject({ discount: usd(0), discounts: [], total: usd(1) });
  });

  test("applies codes in their order, each to what the earlier ones left", () => {
    const half = promotionOf({ kind: "PERCENTAGE", basisPoints: 5_000 });
    const lines = [line("a", 1, 10_000)];
    expect(priceCart("USD", lines, [half, off(1_000)], someone).total).toEqual(usd(4_000));
    expect(priceCart("USD", lines, [off(1_000), half], someone).total).toEqual(usd(4_500));
  });

  test("does not go below zero, and says which code found nothing left", () => {
    const [first, second] = [off(1_000, { id: "1" }), off(1_000, { id: "2" })];
    const priced = priceCart("USD", [line("a", 1, 700)], [first, second], someone);
    expect(priced).toMatchObject({ discount: usd(700), total: usd(0) });
    expect(priced.applied).toEqual([{ promotion: first, amount: usd(700) }]);
    expect(priced.objections).toMatchObject([{ promotion: second, reason: "NOTHING_LEFT" }]);
  });

  test("leaves out lines that cannot be bought", () => {
    const priced = priceCart("USD", [line("a", 1, 700), line("b", 5, null)], [], someone);
    expect(priced.total).toEqual(usd(700));
    expect(priced.lines.has("b")).toBe(false);
  });

  test.each<[string, Partial<Promotion>, string]>([
    ["before it starts", { startsAt: new Date(noon.getTime() + 1) }, "NOT_STARTED"],
    ["from its end on", { endsAt: noon }, "ENDED"],
    ["while it is paused", { isPaused: true }, "PAUSED"],
    ["below its minimum", { minimumSubtotals: [usd(701)] }, "BELOW_MINIMUM_SUBTOTAL"],
    ["with too few pieces", { minimumQuantity: 2 }, "BELOW_MINIMUM_QUANTITY"],
    ["in another currency", { minimumSubtotals: [{ amount: 1, currency: "EUR" }] }, "OTHER_CURRENCY"],
    ["for other customers", { customerGroups: ["trade"] }, "NOT_IN_CUSTOMER_GROUP"],
    ["for a first order", { isForFirstOrder: true }, "NOT_FIRST_ORDER"],
  ])("gives nothing for a code %s, and says so", (_when, conditions, reason) => {
    const promotion = promotionOf({ kind: "PERCENTAGE", basisPoints: 1_000 }, conditions);
    const priced = priceCart("USD", [line("a", 1, 700)], [promotion], someone);
    expect(priced.total).toEqual(usd(700));
    expect(priced.objections).toMatchObject([{ reason }]);
  });

  test("says nothing of promotions without a code that do not fit", () => {
    const automatic = promotionOf({ kind: "PERCENTAGE", basisPoints: 1_000 }, { code: null, minimumQuantity: 2 });
    expect(priceCart("USD", [line("a", 1, 700)], [automatic], someone).objections).toEqual([]);
  });

  test("keeps an order's promotions whoever it is of and however late it is, but not below their minimum", () => {
    const used = promotionOf({ kind: "PERCENTAGE", basisPoints: 1_000 }, { endsAt: noon, customerGroups: ["trade"] });
    const ofOrder = { ...someone, shopper: "order" as const };
    expect(priceCart("USD", [line("a", 1, 700)], [used], ofOrder).total).toEqual(usd(630));
    const above = { ...used, minimumSubtotals: [usd(701)] };
    expect(priceCart("USD", [line("a", 1, 700)], [above], ofOrder).total).toEqual(usd(700));
  });

  test("compares a minimum with the lines before any discount", () => {
    const half = promotionOf({ kind: "PERCENTAGE", basisPoints: 5_000 });
    const onlyAbove = off(100, { minimumSubtotals: [usd(1_000)] });
    expect(priceCart("USD", [line("a", 1, 1_000)], [half, onlyAbove], someone).total).toEqual(usd(400));
  });
});
