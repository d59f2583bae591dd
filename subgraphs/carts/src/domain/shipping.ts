import { type Money, minorUnitDigits, money } from "@angidi/money";
import { europeanUnion } from "./countries.ts";
import type { Destination } from "./destination.ts";

export interface ShippingMethod {
  /** The same in every zone, so that a shopper's choice survives a change of address. */
  readonly id: string;
  readonly name: string;
  readonly price: Money;
  /** Working days until it arrives, at most. */
  readonly estimatedDays: number;
}

type Zone = "domestic" | "european-union" | "rest-of-world";

interface Tariff {
  readonly id: string;
  readonly name: string;
  /** In hundredths of the currency's main unit. */
  readonly price: number;
  readonly estimatedDays: number;
}

const origin = "US";

/** The first of each zone is what a quote takes unless the shopper chooses. */
const tariffs: Readonly<Record<Zone, readonly Tariff[]>> = {
  domestic: [
    { id: "standard", name: "Standard", price: 5_99, estimatedDays: 5 },
    { id: "express", name: "Express", price: 14_99, estimatedDays: 2 },
  ],
  "european-union": [
    { id: "standard", name: "International standard", price: 14_99, estimatedDays: 10 },
    { id: "express", name: "International express", price: 34_99, estimatedDays: 4 },
  ],
  "rest-of-world": [
    { id: "standard", name: "International standard", price: 19_99, estimatedDays: 15 },
    { id: "express", name: "International express", price: 49_99, estimatedDays: 6 },
  ],
};

/** The methods that lead to a destination, the usual one first; there is always one, since we ship worldwide. */
export function shippingMethodsTo(destination: Destination, currency: string): ShippingMethod[] {
  return tariffs[zoneOf(destination)].map(({ price, ...method }) => ({
    ...method,
    price: inCurrency(price, currency),
  }));
}

function zoneOf({ countryCode }: Destination): Zone {
  if (countryCode === origin) return "domestic";
  return europeanUnion.has(countryCode) ? "european-union" : "rest-of-world";
}

/** A shop runs in one currency (`CURRENCY`), and the tariffs' figures are in that one: 5.99 dollars, or 6 yen. */
function inCurrency(hundredths: number, currency: string): Money {
  return money(Math.round(hundredths * 10 ** (minorUnitDigits(currency) - 2)), currency);
}
