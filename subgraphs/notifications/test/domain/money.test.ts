import { describe, expect, test } from "@jest/globals";
import { formatMoney } from "../../src/rendering/money.ts";

describe("an amount in a message", () => {
  test.each([
    [6_390, "USD", "en", "$63.90"],
    [2_980, "JPY", "en", "¥2,980"],
    [12_345, "KWD", "en", "KWD 12.345"],
    [12_345, "IQD", "en", "IQD 12.345"],
    [-1_050, "EUR", "de", "-10,50 €"],
    [Number.MAX_SAFE_INTEGER, "USD", "en", "$90,071,992,547,409.91"],
  ])("of %d minor units of %s is in its own digits", (amount, currency, locale, text) => {
    expect(formatMoney({ amount, currency }, locale).replace(/\s/g, " ")).toBe(text);
  });

  test.each([null, "5", { amount: 1.5, currency: "USD" }, { amount: 5 }])("is nothing for %j", (value) => {
    expect(formatMoney(value, "en")).toBe("");
  });
});
