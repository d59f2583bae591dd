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
  /** The code of the customer group that alone pays by it; null, and left out of older ones: it is for everybody. */
  readonly customerGroup?: string | null;
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
  /** Whether tax is a part of its prices; left out of older ones: it is not. It never changes either. */
  readonly pricesIncludeTax?: boolean;
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

/**
 * The price lists for a customer group, or for everybody, that hold at a time, the one that began last first: a sale goes
 * before the usual prices.
 */
export function listsInForce({ priceLists }: Market, now: Date, group: string | null = null): readonly PriceList[] {
  const time = now.getTime();
  return priceLists
    .filter(({ customerGroup = null }) => customerGroup === group)
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
 * What a variant costs in a market at a time; null where it is not sold. For everybody that is by the list that began last
 * of those that have it, or its list price where the market has the shop's own currency. A member of customer groups pays
 * the lowest of that and of the price by the lists for each of their groups: being a member never makes a thing dearer.
 */
export function marketPriceOf(
  variant: Variant,
  market: Market,
  now: Date,
  customerGroups: readonly string[] = [],
): MarketPrice | null {
  const forEverybody =
    listedPriceOf(variant, listsInForce(market, now)) ?? (variant.price.currency === market.currency ? variant : null);
  return customerGroups
    .map((group) => listedPriceOf(variant, listsInForce(market, now, group)))
    .reduce<MarketPrice | null>(lower, forEverybody);
}

function listedPriceOf({ prices }: Variant, lists: readonly PriceList[]): MarketPrice | null {
  for (const { id } of lists) {
    const listed = prices.find(({ priceListId }) => priceListId === id);
    if (listed) return listed;
  }
  return null;
}

function lower(one: MarketPrice | null, other: MarketPrice | null): MarketPrice | null {
  if (!one || !other) return one ?? other;
  return compare(other.price, one.price) < 0 ? other : one;
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
