import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  add,
  allocate,
  CurrencyMismatch,
  compare,
  formatDecimal,
  minorUnitDigits,
  money,
  multiply,
  NotAnAmount,
  parseDecimal,
  percentage,
  subtract,
  sum,
} from "../src/index.ts";

const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

describe("arithmetic", () => {
  test("refuses to mix currencies", () => {
    expect(() => add(money(1, "USD"), money(1, "EUR"))).toThrow(CurrencyMismatch);
    expect(() => subtract(money(1, "USD"), money(1, "EUR"))).toThrow(CurrencyMismatch);
    expect(() => compare(money(1, "USD"), money(1, "EUR"))).toThrow(CurrencyMismatch);
  });

  test("refuses fractions and amounts that a number cannot hold", () => {
    expect(() => money(1.5, "USD")).toThrow(RangeError);
    expect(() => multiply(money(Number.MAX_SAFE_INTEGER, "USD"), 2)).toThrow(RangeError);
  });

  test("rounds a percentage half away from zero", () => {
    expect(percentage(money(50, "USD"), 100).amount).toBe(1);
    expect(percentage(money(-50, "USD"), 100).amount).toBe(-1);
    expect(percentage(money(49, "USD"), 100).amount).toBe(0);
    expect(percentage(money(9_999, "USD"), 825).amount).toBe(825);
  });
});

describe("allocate", () => {
  test("adds up to the amount, whatever the weights", () => {
    fc.assert(
      fc.property(amounts, fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 40 }), (amount, weights) => {
        const parts = allocate(money(amount, "USD"), weights);
        expect(sum(parts, "USD").amount).toBe(amount);
      }),
    );
  });

  test("gives every part at most one unit more than its exact share", () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1 }),
        (amount, weights) => {
          const total = weights.reduce((a, b) => a + b, 0);
          allocate(money(amount, "USD"), weights).forEach((part, index) => {
            expect(Math.abs(part.amount - (amount * weights[index]!) / total)).toBeLessThan(1);
          });
        },
      ),
    );
  });

  test("splits evenly when no weight counts", () => {
    expect(allocate(money(5, "USD"), [0, 0, 0]).map((part) => part.amount)).toEqual([2, 2, 1]);
  });
});

describe("decimals", () => {
  test("know the digits of each currency", () => {
    expect([minorUnitDigits("USD"), minorUnitDigits("JPY"), minorUnitDigits("BHD")]).toEqual([2, 0, 3]);
    expect(parseDecimal("12.9", "USD").amount).toBe(1290);
    expect(parseDecimal("1290", "JPY").amount).toBe(1290);
    expect(parseDecimal("1290.00", "JPY").amount).toBe(1290);
    expect(parseDecimal("1.234", "BHD").amount).toBe(1234);
  });

  test.each(["", "1,299.00", "12.345", "1e3", "NaN", "--1", "12.90 USD"])("refuse %j", (text) => {
    expect(() => parseDecimal(text, "USD")).toThrow(NotAnAmount);
  });

  test("come back as they went", () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom("USD", "JPY", "BHD"), (amount, currency) => {
        expect(parseDecimal(formatDecimal(money(amount, currency)), currency)).toEqual(money(amount, currency));
      }),
    );
  });
});
