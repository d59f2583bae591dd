import { formatDecimal, type Money, minorUnitDigits, parseDecimal } from "@angidi/money";

/** What PayPal takes. Source: developer.paypal.com/api/rest/reference/currency-codes. */
const taken = [
  ...["AUD", "BRL", "CAD", "CNY", "CZK", "DKK", "EUR", "HKD", "HUF", "ILS", "JPY", "MYR", "MXN", "TWD", "NZD", "NOK"],
  ...["PHP", "PLN", "GBP", "SGD", "SEK", "CHF", "THB", "USD"],
];

/** Without decimals there (footnote 1 of the same page), whatever ISO 4217 says. */
const wholeNumbers = ["HUF", "JPY", "TWD"];

/** An amount as PayPal's API writes it. */
export interface PayPalAmount {
  readonly currency_code: string;
  readonly value: string;
}

export type AmountAtPayPal =
  | { readonly kind: "amount"; readonly amount: PayPalAmount }
  | { readonly kind: "unsupported"; readonly what: "currency" | "amount" };

export function toPayPal(amount: Money): AmountAtPayPal {
  const { currency } = amount;
  if (!taken.includes(currency)) return { kind: "unsupported", what: "currency" };
  const value = formatDecimal(amount);
  if (!wholeNumbers.includes(currency)) return { kind: "amount", amount: { currency_code: currency, value } };
  if (amount.amount % 10 ** minorUnitDigits(currency) !== 0) return { kind: "unsupported", what: "amount" };
  return { kind: "amount", amount: { currency_code: currency, value: value.replace(/\..*/, "") } };
}

/** The inverse. Throws NotAnAmount for what is none of the currency. */
export function fromPayPal({ value, currency_code }: PayPalAmount): Money {
  return parseDecimal(value, currency_code);
}
