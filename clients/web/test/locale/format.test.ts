import { expect, test } from "@jest/globals";
import { formatMoney } from "../../src/locale/format.ts";
import { localeOf } from "../../src/locale/locales.ts";

test.each([
  [{ amount: 1200, currency: "USD" }, "$12.00"],
  [{ amount: 5, currency: "USD" }, "$0.05"],
  [{ amount: -1999, currency: "USD" }, "-$19.99"],
  [{ amount: 1200, currency: "JPY" }, "¥1,200"],
  [{ amount: 0, currency: "JPY" }, "¥0"],
  [{ amount: 1234, currency: "KWD" }, "KWD\u00a01.234"],
])("%p is %s", (money, text) => {
  expect(formatMoney(money, "en")).toBe(text);
});

test("an amount is written as its language does", () => {
  expect(formatMoney({ amount: 123456, currency: "EUR" }, "de")).toBe("1.234,56\u00a0€");
});

test.each([
  ["de", "en", "de"],
  [undefined, "fr, de-AT;q=0.8, en;q=0.7", "de"],
  [undefined, "de;q=0, en;q=0.1", "en"],
  [undefined, "de;q=0.5, en-GB", "en"],
  ["fr", "de", "de"],
  [undefined, "fr", "en"],
  [undefined, null, "en"],
] as const)("who chose %p and whose browser asks for %p is spoken to in %s", (chosen, asked, locale) => {
  expect(localeOf(chosen, asked)).toBe(locale);
});
