import { type Money, money } from "@angidi/money";
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
  /**
   * In minor units, by currency: of each what is usual there, not a conversion. A method without a price in a currency is
   * not offered in it.
   */
  readonly prices: Readonly<Record<string, number>>;
  readonly estimatedDays: number;
}

const origin = "US";

/** The first of each zone is what a quote takes unless the shopper chooses. */
// biome-ignore format: a table
const tariffs: Readonly<Record<Zone, readonly Tariff[]>> = {
  domestic: [
    { id: "standard", name: "Standard", estimatedDays: 5,
      prices: { USD: 5_99, EUR: 5_99, GBP: 4_99, CHF: 5_90, CAD: 7_99, AUD: 8_99, JPY: 900, KRW: 8_000, KWD: 1_850, BHD: 2_300 } },
    { id: "express", name: "Express", estimatedDays: 2,
      prices: { USD: 14_99, EUR: 14_99, GBP: 12_99, CHF: 14_90, CAD: 19_99, AUD: 22_99, JPY: 2_200, KRW: 20_000, KWD: 4_600, BHD: 5_700 } },
  ],
  "european-union": [
    { id: "standard", name: "International standard", estimatedDays: 10,
      prices: { USD: 14_99, EUR: 13_99, GBP: 11_99, CHF: 13_90, CAD: 19_99, AUD: 22_99, JPY: 2_200, KRW: 20_000, KWD: 4_600, BHD: 5_700 } },
    { id: "express", name: "International express", estimatedDays: 4,
      prices: { USD: 34_99, EUR: 32_99, GBP: 27_99, CHF: 31_90, CAD: 47_99, AUD: 52_99, JPY: 5_200, KRW: 47_000, KWD: 10_750, BHD: 13_200 } },
  ],
  "rest-of-world": [
    { id: "standard", name: "International standard", estimatedDays: 15,
      prices: { USD: 19_99, EUR: 18_99, GBP: 15_99, CHF: 17_90, CAD: 26_99, AUD: 29_99, JPY: 2_900, KRW: 27_000, KWD: 6_150, BHD: 7_550 } },
    { id: "express", name: "International express", estimatedDays: 6,
      prices: { USD: 49_99, EUR: 46_99, GBP: 39_99, CHF: 44_90, CAD: 67_99, AUD: 74_99, JPY: 7_400, KRW: 67_000, KWD: 15_350, BHD: 18_850 } },
  ],
};

/** The methods that lead to a destination and have a price in the currency, the usual one first: we ship worldwide. */
export function shippingMethodsTo(destination: Destination, currency: string): ShippingMethod[] {
  return tariffs[zoneOf(destination)].flatMap(({ prices, ...method }) => {
    const price = Object.hasOwn(prices, currency) ? prices[currency] : undefined;
    return price === undefined ? [] : [{ ...method, price: money(price, currency) }];
  });
}

function zoneOf({ countryCode }: Destination): Zone {
  if (countryCode === origin) return "domestic";
  return europeanUnion.has(countryCode) ? "european-union" : "rest-of-world";
}
