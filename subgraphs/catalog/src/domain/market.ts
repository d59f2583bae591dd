import { compare, type Money } from "@angidi/money";
import { liveVariants, type Product, type Variant } from "./product.ts";

/** Prices of a market that are set together, such as the usual ones and those of a sale. */
export interface PriceList {
  readonly id: string;
  readonly name: string;
  /** ISO 8601; null: ever since. */
  readonly startsAt: string | null;
  /** ISO 8601, the first moment that it no longer holds; null: for ever. */
  readonly endsAt: string | null;
}

/** Countries that share prices in one currency, with its price lists. */
export interface Market {
  readonly id: string;
  /** Names it for clients; unique. */
  readonly code: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  /** ISO 4217; it never changes, since its prices are in it. */
  readonly currency: string;
  readonly priceLists: readonly PriceList[];
  readonly version: number;
}

/** A variant's price in a price list. */
export interface ListedPrice {
  readonly priceListId: string;
  readonly price: Money;
  readonly compareAtPrice: Money | null;
}

export interface MarketPrice {
  readonly price: Money;
  readonly compareAtPrice: Money | null;
}

/** The price lists that hold at a time, the one that began last first: a sale goes before the usual prices. */
export function listsInForce({ priceLists }: Market, now: Date): readonly PriceList[] {
  const time = now.getTime();
  return priceLists
    .filter(({ startsAt, endsAt }) => startOf(startsAt) <= time && (endsAt === null || time < Date.parse(endsAt)))
    .sort((one, other) => compareStarts(other, one));
}

/** By beginning, then by id, which a later list has the greater of; never by subtraction, as both may be without one. */
function compareStarts(one: PriceList, other: PriceList): number {
  const [first, second] = [startOf(one.startsAt), startOf(other.startsAt)];
  if (first !== second) return first < second ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

function startOf(startsAt: string | null): number {
  return startsAt === null ? Number.NEGATIVE_INFINITY : Date.parse(startsAt);
}

/**
 * What a variant costs in a market at a time: by the list that began last of those that have it; by its list price where
 * the market has the shop's own currency; null where it is not sold.
 */
export function marketPriceOf(variant: Variant, market: Market, now: Date): MarketPrice | null {
  for (const { id } of listsInForce(market, now)) {
    const listed = variant.prices.find(({ priceListId }) => priceListId === id);
    if (listed) return listed;
  }
  return variant.price.currency === market.currency ? variant : null;
}

/** The lowest and the highest price of what a market has of a product; null where it is not sold. */
export function marketPriceRangeOf(product: Product, market: Market, now: Date) {
  const prices = liveVariants(product).flatMap((variant) => marketPriceOf(variant, market, now)?.price ?? []);
  const [first, ...rest] = prices;
  if (!first) return null;
  return {
    min: rest.reduce((lowest, price) => (compare(price, lowest) < 0 ? price : lowest), first),
    max: rest.reduce((highest, price) => (compare(price, highest) > 0 ? price : highest), first),
  };
}
