import { money } from "@angidi/money";

/** What has an amount of minor units, for a type of the schema that has it as Money. */
export function inMoney<Part extends { readonly amount: number }>(parts: readonly Part[], currency: string) {
  return parts.map((part) => ({ ...part, amount: money(part.amount, currency) }));
}
