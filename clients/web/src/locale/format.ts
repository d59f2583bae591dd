import type { Locale } from "./locales.ts";

/** An amount in minor units of its currency, as the graph gives it. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Minor digits by currency, from Intl, which has them from CLDR; the graph's amounts are in ISO 4217's minor units. */
const digits = new Map<string, number>();

/** An amount for people, such as $12.00 or 1.200 ¥. */
export function formatMoney(money: Money, locale: Locale): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency: money.currency });
  return format.format(decimalOf(money) as Intl.StringNumericLiteral);
}

/** An amount in units of its currency, such as 12.00: a text, so that it goes through no fraction that binary numbers do not have. */
export function decimalOf({ amount, currency }: Money): string {
  const minorDigits = minorDigitsOf(currency);
  const text = String(Math.abs(amount)).padStart(minorDigits + 1, "0");
  const whole = text.slice(0, text.length - minorDigits);
  const decimal = minorDigits === 0 ? whole : `${whole}.${text.slice(-minorDigits)}`;
  return `${amount < 0 ? "-" : ""}${decimal}`;
}

/** How many digits the minor units of a currency are: 2 for USD, 0 for JPY. */
export function minorDigitsOf(currency: string): number {
  let minorDigits = digits.get(currency);
  if (minorDigits === undefined) {
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    minorDigits = format.resolvedOptions().maximumFractionDigits ?? 2;
    digits.set(currency, minorDigits);
  }
  return minorDigits;
}

/** A day, such as November 23, 2026. */
export function formatDate(at: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(at));
}

/** A day and a time of day, in the time zone of who looks, if it is known. */
export function formatDateTime(at: string, locale: Locale, timeZone = "UTC"): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(at));
}
