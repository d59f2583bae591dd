/** `{ amount, currency }` as people of a locale write it; nothing for what is no amount. */
export function formatMoney(value: unknown, locale: string): string {
  if (typeof value !== "object" || value === null) return "";
  const { amount, currency } = value as { readonly amount?: unknown; readonly currency?: unknown };
  if (typeof amount !== "number" || typeof currency !== "string") return "";
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}
