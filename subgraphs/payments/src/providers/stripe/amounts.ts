import { type Money, minorUnitDigits, money } from "@angidi/money";

/**
 * How many decimal digits Stripe's amounts have, where that is not what ISO 4217 says: ISK and UGX are whole numbers
 * that Stripe takes with two decimals, always 00; MGA has two, of which Stripe takes none.
 * Source: docs.stripe.com/currencies, “Zero-decimal currencies” and “Special cases”.
 */
const digitsAtStripe: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** Of three decimals, the last must be 0 (the same page, “Three-decimal currencies”); others of three it does not take. */
const threeDecimals = ["BHD", "JOD", "KWD", "OMR", "TND"];
const notTaken = ["IQD", "LYD", "CLF", "UYI", "UYW"];

export type AmountAtStripe =
  | { readonly kind: "amount"; readonly amount: number }
  | { readonly kind: "unsupported"; readonly what: "currency" | "amount" };

/** An amount as Stripe's API counts it. Whether an account takes the currency is for Stripe to say. */
export function toStripe({ amount, currency }: Money): AmountAtStripe {
  if (notTaken.includes(currency)) return { kind: "unsupported", what: "currency" };
  if (threeDecimals.includes(currency) && amount % 10 !== 0) return { kind: "unsupported", what: "amount" };
  const more = (digitsAtStripe[currency] ?? minorUnitDigits(currency)) - minorUnitDigits(currency);
  if (more >= 0) return { kind: "amount", amount: amount * 10 ** more };
  const unit = 10 ** -more;
  return amount % unit === 0 ? { kind: "amount", amount: amount / unit } : { kind: "unsupported", what: "amount" };
}

/** The inverse: what Stripe's amount and lower-case currency are here. */
export function fromStripe(amount: number, stripeCurrency: string): Money {
  const currency = stripeCurrency.toUpperCase();
  const more = (digitsAtStripe[currency] ?? minorUnitDigits(currency)) - minorUnitDigits(currency);
  return money(more > 0 ? Math.round(amount / 10 ** more) : amount * 10 ** -more, currency);
}
