import { type Money, money } from "@angidi/money";
import type { Destination } from "./destination.ts";
import { taxTable } from "./taxTable.ts";

/** What the destination's law puts on top of net prices; rates in thousandths of a percent. */
export interface TaxRates {
  readonly goods: number;
  readonly shipping: number;
}

/**
 * The rates at a destination. A region counts by its code ("CA", "US-CA") or name, in any case; one that is not known
 * gets the country's own rate, which is zero in the United States.
 */
export function taxRatesAt({ countryCode, region }: Destination): TaxRates {
  const tax = taxTable.get(countryCode);
  if (!tax) return { goods: 0, shipping: 0 };
  const given = (region ?? "").normalize("NFKC").trim().toUpperCase().replace(`${countryCode}-`, "");
  const code = ownValue(tax.regionNames, given) ?? given;
  const goods = ownValue(tax.regions, code) ?? tax.rate;
  return { goods, shipping: tax.onShipping ? goods : 0 };
}

/** A region is text from outside: "constructor" must not be found in a table. */
function ownValue<Value>(table: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}

const whole = 100_000n;

/** Tax on a net amount that is not negative, rounded half up to the minor unit; in BigInt, since the product is large. */
export function taxOn(net: Money, rate: number): Money {
  return money(Number((BigInt(net.amount) * BigInt(rate) + whole / 2n) / whole), net.currency);
}
