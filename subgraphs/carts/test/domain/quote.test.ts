import { describe, expect, test } from "@jest/globals";
import { type Destination, destinationOf } from "../../src/domain/destination.ts";
import { type PricedCart, priceCart } from "../../src/domain/pricing.ts";
import type { Promotion } from "../../src/domain/promotion.ts";
import { quote } from "../../src/domain/quote.ts";
import { taxOn, taxRatesAt } from "../../src/domain/tax.ts";
import { promotionOf, someone, thing } from "./arbitraries.ts";

const usd = (amount: number) => ({ amount, currency: "USD" });
const oneThing = (promotions: Promotion[] = [], currency = "USD") =>
  priceCart(
    currency,
    [{ id: "a", quantity: 1, unitPrice: { amount: 10_000, currency }, merchandise: thing }],
    promotions,
    someone,
  );

const german = { countryCode: "DE", region: null };

/** Tax on top of prices, unless it is said to be within. */
function quoted(priced: PricedCart, destination: Destination, shippingMethodId: string | null, taxIncluded = false) {
  const result = quote(priced, destination, shippingMethodId, taxIncluded);
  if (result.kind !== "quoted") throw new Error(result.kind);
  return result.quote;
}

describe("a quote", () => {
  test("takes the first shipping method unless another is chosen", () => {
    const destination = { countryCode: "US", region: "OR" };
    const standard = quoted(oneThing(), destination, null);
    expect(standard.shippingMethods.map(({ id }) => id)).toEqual(["standard", "express"]);
    expect(standard).toMatchObject({ shipping: usd(599), tax: usd(0), total: usd(10_599) });
    expect(quoted(oneThing(), destination, "express")).toMatchObject({ shipping: usd(1_499), total: usd(11_499) });
    expect(quote(oneThing(), destination, "pigeon", false)).toMatchObject({ kind: "shipping-method-unknown" });
  });

  test("taxes goods and shipping where the country does, and goods alone in the United States", () => {
    expect(quoted(oneThing(), { countryCode: "DE", region: null }, null)).toMatchObject({
      shipping: usd(1_499),
      shippingTaxes: [{ name: "VAT, Germany", rate: 19_000, amount: usd(285), included: false }],
      tax: usd(1_900 + 285),
      total: usd(10_000 + 1_499 + 1_900 + 285),
    });
    expect(quoted(oneThing(), { countryCode: "US", region: "MN" }, null)).toMatchObject({ tax: usd(688) });
  });

  test("taxes what is left after discounts", () => {
    const half = promotionOf({ kind: "PERCENTAGE", basisPoints: 5_000 });
    const { lineTaxes } = quoted(oneThing([half]), { countryCode: "US", region: "CA" }, null);
    expect([...lineTaxes.values()]).toEqual([
      [{ name: "Sales tax, California", rate: 7_250, amount: usd(363), included: false }],
    ]);
  });

  test("ships for nothing with a code for free shipping, which is worth what shipping would have cost", () => {
    const free = promotionOf({ kind: "FREE_SHIPPING" });
    const result = quoted(oneThing([free]), { countryCode: "FR", region: null }, "express");
    expect(result).toMatchObject({ shipping: usd(0), discount: usd(0), total: usd(12_000) });
    expect(result.shippingMethods.map(({ price }) => price.amount)).toEqual([0, 0]);
    expect(result.redemptions).toEqual([{ promotion: free, amount: usd(3_499) }]);
    expect(result.shippingDiscounts).toEqual([{ promotion: free, amount: usd(3_499) }]);
  });

  test("redeems no code that does nothing", () => {
    const all = promotionOf({ kind: "PERCENTAGE", basisPoints: 10_000 }, { id: "all" });
    const more = promotionOf({ kind: "FIXED_AMOUNT", amounts: [usd(100)], per: "ORDER" }, { id: "more" });
    const free = promotionOf({ kind: "FREE_SHIPPING" }, { id: "free" });
    const also = promotionOf({ kind: "FREE_SHIPPING" }, { id: "also" });
    const { redemptions, objections } = quoted(
      oneThing([all, more, free, also]),
      { countryCode: "US", region: null },
      null,
    );
    expect(redemptions.map(({ promotion }) => promotion.id)).toEqual(["all", "free"]);
    expect(objections.map(({ promotion, reason }) => [promotion.id, reason])).toEqual([
      ["more", "NOTHING_LEFT"],
      ["also", "NOTHING_LEFT"],
    ]);
  });

  test("has whole yen for a shop in yen", () => {
    expect(quoted(oneThing([], "JPY"), { countryCode: "JP", region: null }, null)).toMatchObject({
      shipping: { amount: 2_900, currency: "JPY" },
      tax: { amount: 1_290, currency: "JPY" },
    });
  });

  test("takes the tax out of prices that include it, shipping's too, and adds nothing", () => {
    const { lineTaxes, ...result } = quoted(oneThing([], "EUR"), german, null, true);
    const eur = (amount: number) => ({ amount, currency: "EUR" });
    expect(result).toMatchObject({
      taxIncluded: true,
      shipping: eur(1_399),
      total: eur(11_399),
      tax: eur(1_597 + 223),
    });
    expect([...lineTaxes.values()]).toEqual([
      [{ name: "VAT, Germany", rate: 19_000, amount: eur(1_597), included: true }],
    ]);
    expect(quoted(oneThing([], "EUR"), { countryCode: "KW", region: null }, null, true)).toMatchObject({
      tax: eur(0),
      total: eur(10_000 + 1_899),
    });
  });

  test("names a federal and a provincial tax apart", () => {
    const { lineTaxes } = quoted(oneThing(), { countryCode: "CA", region: "QC" }, null);
    expect([...lineTaxes.values()]).toMatchObject([
      [
        { name: "GST, Canada", rate: 5_000, amount: usd(500) },
        { name: "QST, Quebec", rate: 9_975, amount: usd(998) },
      ],
    ]);
  });

  test("offers no way to send things in a currency that shipping has no price in", () => {
    expect(quote(oneThing([], "XOF"), german, null, false)).toMatchObject({
      kind: "shipping-method-unknown",
      message: expect.stringContaining("XOF"),
    });
  });
});

describe("tax", () => {
  test.each([
    ["US", "CA", 7_250],
    ["US", "us-ca", 7_250],
    ["US", " California ", 7_250],
    ["US", "Atlantis", 0],
    ["US", null, 0],
    ["US", "constructor", 0],
    ["CA", "QC", 14_975],
    ["CA", null, 5_000],
    ["EE", "Harju", 24_000],
    ["BR", null, 0],
  ])("in %s %s is by the table", (countryCode, region, rate) => {
    const { goods } = taxRatesAt({ countryCode, region });
    expect(goods.reduce((sum, tax) => sum + tax.rate, 0)).toBe(rate);
  });

  test("is rounded half up, and exact for the largest amounts", () => {
    expect(taxOn(usd(10), 5_000)).toEqual(usd(1));
    expect(taxOn(usd(9), 5_000)).toEqual(usd(0));
    expect(taxOn(usd(Number.MAX_SAFE_INTEGER), 100_000)).toEqual(usd(Number.MAX_SAFE_INTEGER));
  });
});

describe("a destination", () => {
  const address = { fullName: "Ann", line1: "1 Main St", city: "Portland", postalCode: "97201", countryCode: "us" };

  test("is the address's country, in upper case, and region", () => {
    expect(destinationOf({ ...address, region: "OR" })).toEqual({
      kind: "destination",
      destination: { countryCode: "US", region: "OR" },
    });
  });

  test.each([
    ["countryCode", "ZZ"],
    ["countryCode", "USA"],
    ["countryCode", ""],
    ["fullName", "  "],
    ["city", ""],
    ["line2", "x".repeat(201)],
  ])("is refused with %s “%s”", (field, value) => {
    expect(destinationOf({ ...address, [field]: value })).toMatchObject({
      kind: "invalid-input",
      path: ["shippingAddress", field],
    });
  });
});
