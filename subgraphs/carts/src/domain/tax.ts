import { allocate, type Money, money } from "@angidi/money";
import type { Destination } from "./destination.ts";
import { type TaxRate, taxTable } from "./taxTable.ts";

/** What the law of a destination takes, of goods and of shipping: none, one tax, or a federal and a provincial one. */
export interface TaxRates {
  readonly goods: readonly TaxRate[];
  readonly shipping: readonly TaxRate[];
}

/** A tax on something. */
export interface Tax extends TaxRate {
  readonly amount: Money;
  /** Whether it is a part of the price, or comes on top. */
  readonly included: boolean;
}

/**
 * The rates at a destination. A region counts by its code ("CA", "US-CA") or name, in any case; one that is not known
 * gets the country's own taxes, which are none in the United States.
 */
export function taxRatesAt({ countryCode, region }: Destination): TaxRates {
  const country = taxTable.get(countryCode);
  if (!country) return { goods: [], shipping: [] };
  const given = (region ?? "").normalize("NFKC").trim().toUpperCase().replace(`${countryCode}-`, "");
  const code = ownValue(country.regionNames, given) ?? given;
  const goods = ownValue(country.regions, code) ?? country.taxes;
  return { goods, shipping: country.onShipping ? goods : [] };
}

/** A region is text from outside: "constructor" must not be found in a table. */
function ownValue<Value>(table: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}

/**
 * The taxes on a price that is not negative. They are computed together, rounded once, and split by their rates, so that
 * they add up to what one tax of all the rates would be. Nothing is due where the price is nothing.
 */
export function taxesOn(price: Money, rates: readonly TaxRate[], included: boolean): Tax[] {
  const weights = rates.map(({ rate }) => rate);
  const rate = weights.reduce((sum, one) => sum + one, 0);
  const parts = allocate(included ? taxWithin(price, rate) : taxOn(price, rate), weights);
  return rates.map((one, index) => ({ ...one, amount: parts[index]!, included }));
}

const whole = 100_000n;

/** Tax on a net amount that is not negative, rounded half up to the minor unit; in BigInt, since the product is large. */
export function taxOn(net: Money, rate: number): Money {
  return money(Number((BigInt(net.amount) * BigInt(rate) + whole / 2n) / whole), net.currency);
}

/**
 * The tax within a gross amount that is not negative, rounded half up: gross × rate / (100 % + rate). What is left is the
 * net amount, so the two always add up to what is paid.
 */
export function taxWithin(gross: Money, rate: number): Money {
  const divisor = whole + BigInt(rate);
  return money(Number((2n * BigInt(gross.amount) * BigInt(rate) + divisor) / (2n * divisor)), gross.currency);
}

/** A rate as text, in percent: 6875 is "6.875", 20 000 is "20". */
export function ratePercent({ rate }: TaxRate): string {
  const [percent, rest] = [Math.floor(rate / 1_000), rate % 1_000];
  return rest === 0 ? `${percent}` : `${percent}.${`${rest}`.padStart(3, "0").replace(/0+$/, "")}`;
}
