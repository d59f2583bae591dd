import type { Money } from "@angidi/money";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { priceCart } from "../../src/domain/pricing.ts";
import { quote, totalTax } from "../../src/domain/quote.ts";
import { ratePercent, taxesOn, taxOn, taxWithin } from "../../src/domain/tax.ts";
import { currencies, linesIn, promotionsIn, someone } from "./arbitraries.ts";

const rates = fc.array(
  fc.integer({ min: 0, max: 30_000 }).map((rate) => ({ name: "a tax", rate })),
  { maxLength: 3 },
);
const amounts = fc
  .tuple(fc.nat({ max: Number.MAX_SAFE_INTEGER }), currencies)
  .map(([amount, currency]): Money => ({ amount, currency }));
const sumOf = (moneys: Iterable<Money>) => [...moneys].reduce((sum, { amount }) => sum + amount, 0);

const destinations = fc.constantFrom(
  { countryCode: "DE", region: null },
  { countryCode: "CA", region: "QC" },
  { countryCode: "US", region: "MN" },
  { countryCode: "JP", region: null },
  { countryCode: "KW", region: null },
);
const quotes = fc
  .record({ currency: currencies, destination: destinations, included: fc.boolean() })
  .chain(({ currency, destination, included }) =>
    fc.tuple(linesIn(currency), promotionsIn(currency)).map(([lines, promotions]) => {
      const priced = priceCart(currency, lines, promotions, someone);
      const quoted = quote(priced, destination, null, included);
      if (quoted.kind !== "quoted") throw new Error(quoted.kind);
      return { priced, quote: quoted.quote };
    }),
  );

describe("taxes", () => {
  test("together are what one tax of all their rates would be", () => {
    fc.assert(
      fc.property(amounts, rates, fc.boolean(), (price, taxes, included) => {
        const rate = taxes.reduce((sum, tax) => sum + tax.rate, 0);
        const parts = taxesOn(price, taxes, included).map(({ amount }) => amount);
        expect(sumOf(parts)).toBe((included ? taxWithin(price, rate) : taxOn(price, rate)).amount);
        expect(parts.every(({ amount }) => amount >= 0)).toBe(true);
      }),
    );
  });

  test("within a price and on top of it agree, but for rounding", () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 12 }), fc.integer({ min: 0, max: 100_000 }), (amount, rate) => {
        const tax = taxWithin({ amount, currency: "EUR" }, rate);
        expect(tax.amount).toBeLessThanOrEqual(amount);
        const onNet = taxOn({ amount: amount - tax.amount, currency: "EUR" }, rate);
        expect(Math.abs(onNet.amount - tax.amount)).toBeLessThanOrEqual(1);
        // And the other way round: what was put on top is found within, to the minor unit.
        const gross = amount + taxOn({ amount, currency: "EUR" }, rate).amount;
        expect(
          Math.abs(gross - taxWithin({ amount: gross, currency: "EUR" }, rate).amount - amount),
        ).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("are exact for the largest amounts", () => {
    const all = { amount: Number.MAX_SAFE_INTEGER, currency: "USD" };
    expect(taxWithin(all, 100_000)).toEqual({ ...all, amount: (Number.MAX_SAFE_INTEGER + 1) / 2 });
  });

  test.each([
    [6_875, "6.875"],
    [25_500, "25.5"],
    [20_000, "20"],
    [50, "0.05"],
  ])("of %d thousandths are %s percent", (rate, percent) => {
    expect(ratePercent({ name: "a tax", rate })).toBe(percent);
  });
});

describe("whatever is in a cart, wherever it goes, with tax on top or within", () => {
  test("lines and shipping add up to the total, and their taxes to the tax", () => {
    fc.assert(
      fc.property(quotes, ({ priced, quote: quoted }) => {
        const lines = sumOf([...priced.lines.values()].map(({ total }) => total));
        const taxes = [...quoted.lineTaxes.values(), quoted.shippingTaxes].flat();
        expect(sumOf(taxes.map(({ amount }) => amount))).toBe(quoted.tax.amount);
        const onTop = quoted.taxIncluded ? 0 : quoted.tax.amount;
        expect(quoted.total.amount).toBe(lines + quoted.shipping.amount + onTop);
        expect(quoted.tax.amount).toBeLessThanOrEqual(quoted.total.amount);
      }),
    );
  });

  test("giving back each line and the shipping gives back the whole", () => {
    fc.assert(
      fc.property(quotes, ({ priced, quote: quoted }) => {
        const worth = (total: Money, taxes: Parameters<typeof totalTax>[0]) =>
          total.amount + (quoted.taxIncluded ? 0 : totalTax(taxes, total.currency).amount);
        const lines = [...priced.lines].map(([id, { total }]) => worth(total, quoted.lineTaxes.get(id)!));
        const all = lines.reduce((sum, amount) => sum + amount, 0) + worth(quoted.shipping, quoted.shippingTaxes);
        expect(all).toBe(quoted.total.amount);
      }),
    );
  });
});
