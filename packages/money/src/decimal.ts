import { minorUnitDigits } from "./currency.ts";
import { type Money, money } from "./money.ts";

/** Thrown by `parseDecimal` for a text that is not an amount of the currency. */
export class NotAnAmount extends Error {
  override readonly name = "NotAnAmount";
}

/**
 * Reads a decimal such as "12.90" into minor units without floating point. Thousands separators are refused, since
 * "1,299" means two different amounts in two countries. Throws NotAnAmount, also for more digits than the currency has
 * (trailing zeros aside).
 */
export function parseDecimal(text: string, currency: string): Money {
  const match = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(text.trim());
  if (!match) throw new NotAnAmount(`“${text}” is not an amount of ${currency}`);
  const [, sign, whole, fraction = ""] = match;
  const digits = minorUnitDigits(currency);
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > digits) throw new NotAnAmount(`“${text}” has more decimals than ${currency}`);
  const units = Number(`${whole}${significant.padEnd(digits, "0")}`);
  if (!Number.isSafeInteger(units)) throw new NotAnAmount(`“${text}” is too large`);
  return money(sign === "-" ? -units : units, currency);
}

/** The inverse of `parseDecimal`: 1290 USD is "12.90". For files and providers; people get Intl.NumberFormat. */
export function formatDecimal(value: Money): string {
  const digits = minorUnitDigits(value.currency);
  const text = String(Math.abs(value.amount)).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const sign = value.amount < 0 ? "-" : "";
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}
