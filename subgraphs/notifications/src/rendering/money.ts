import { formatDecimal, minorUnitDigits } from "@angidi/money";

/**
 * `{ amount, currency }` as people of a locale write it; nothing for what is no amount. The currency's digits are those of
 * ISO 4217, in which amounts are kept: Intl leaves some out that are not in daily use, such as those of the Iraqi dinar.
 */
export function formatMoney(value: unknown, locale: string): string {
  if (typeof value !== "object" || value === null) return "";
  const { amount, currency } = value as { readonly amount?: unknown; readonly currency?: unknown };
  if (!Number.isSafeInteger(amount) || typeof currency !== "string") return "";
  const decimal = formatDecimal({ amount: amount as number, currency }) as Intl.StringNumericLiteral;
  return formatOf(locale, currency).format(decimal);
}

/** Making one takes a hundred times as long as using it; there are as many as locales and currencies are in use. */
const formats = new Map<string, Intl.NumberFormat>();
const mostFormats = 500;

function formatOf(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const digits = minorUnitDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  if (formats.size >= mostFormats) formats.clear();
  formats.set(key, format);
  return format;
}
