import { type Money, money, zero } from "@angidi/money";
import type { Promotion } from "./promotion.ts";
import { opened, type WholeLine } from "./promotionKinds.ts";
import { type Objection, objectionFor, objectionToLines, objectionToUse, type Shopper } from "./promotionObjection.ts";
import type { Merchandise } from "./promotionScope.ts";
import { type Application, stack } from "./stacking.ts";

export interface LineToPrice {
  readonly id: string;
  readonly quantity: number;
  /** Null when the line cannot be bought now: its variant is gone, not for sale or priced in another currency. */
  readonly unitPrice: Money | null;
  /** Null when its variant is gone. */
  readonly merchandise: Merchandise | null;
}

/** What one promotion takes off a line, or off shipping, or in all. */
export interface Discount {
  readonly promotion: Promotion;
  readonly amount: Money;
}

export interface PricedLine {
  readonly id: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** This line's part of all discounts: the sum of `discounts`. */
  readonly discount: Money;
  /** What each promotion takes off the line, in the order in which they apply; those that take nothing are left out. */
  readonly discounts: readonly Discount[];
  /** unitPrice × quantity − discount; never negative. */
  readonly total: Money;
}

export interface PricedCart {
  readonly currency: string;
  /** The lines that can be bought, by id; the sums below are of these. */
  readonly lines: ReadonlyMap<string, PricedLine>;
  readonly subtotal: Money;
  readonly discount: Money;
  /** subtotal − discount: before shipping and tax, which depend on the destination. */
  readonly total: Money;
  /** Promotions that do something, with what each takes off the lines; zero for free shipping, whose price is not known yet. */
  readonly applied: readonly Discount[];
  /** Why each of the cart's codes that give nothing gives nothing. */
  readonly objections: readonly Objection[];
}

/** Who buys, and when. With `order`, an order has used the promotions before: whether they were its to use is past. */
export interface Circumstances {
  readonly shopper: Shopper | "order";
  readonly now: Date;
}

/**
 * Prices the lines. Promotions apply class by class (`stacking.ts`), each by the rule of its kind (`promotionKinds.ts`) to
 * what the earlier ones left. What each takes off is exact by line, so that lines add up to the cart to the last unit.
 */
export function priceCart(
  currency: string,
  lines: readonly LineToPrice[],
  promotions: readonly Promotion[],
  { shopper, now }: Circumstances,
): PricedCart {
  const bought = wholeLines(lines);
  const objections: Objection[] = [];
  const fitting = promotions.filter((promotion) => {
    const objection =
      (shopper === "order" ? undefined : objectionToUse(promotion, shopper, now)) ??
      objectionToLines(promotion, bought, currency);
    if (objection) objections.push(objection);
    return !objection;
  });
  const applications = stack(opened(bought), fitting, currency);
  const effective = applications.filter((one) => one.promotion.benefit.kind === "FREE_SHIPPING" || amountOf(one) > 0);
  for (const promotion of fitting) {
    if (effective.some((one) => one.promotion === promotion)) continue;
    const isTried = applications.some((one) => one.promotion === promotion);
    objections.push(objectionFor(promotion, isTried ? "NOTHING_LEFT" : "NOT_COMBINABLE"));
  }

  const priced = new Map(bought.map((line, index) => [line.id, pricedLine(line, index, effective, currency)]));
  const [subtotal, discount] = [sumOf(bought, (line) => line.unitPrice * line.quantity), sumOf(effective, amountOf)];
  return {
    currency,
    lines: new Map(lines.flatMap(({ id }) => (priced.has(id) ? [[id, priced.get(id)!]] : []))),
    subtotal: money(subtotal, currency),
    discount: money(discount, currency),
    total: money(subtotal - discount, currency),
    applied: effective.map((one) => ({ promotion: one.promotion, amount: money(amountOf(one), currency) })),
    objections: objections.filter(({ promotion }) => promotion.code !== null),
  };
}

/** The lines that can be bought, by id: of parts that are equal the earlier is larger, whatever order a client shows. */
function wholeLines(lines: readonly LineToPrice[]): WholeLine[] {
  return lines
    .flatMap(({ unitPrice, merchandise, ...line }) =>
      unitPrice && merchandise ? [{ ...line, unitPrice: unitPrice.amount, merchandise }] : [],
    )
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

function pricedLine(
  { id, quantity, unitPrice }: WholeLine,
  index: number,
  applications: readonly Application[],
  currency: string,
): PricedLine {
  const discounts = applications
    .map(({ promotion, parts }) => ({ promotion, amount: money(parts[index] ?? 0, currency) }))
    .filter(({ amount }) => amount.amount > 0);
  const discount = sumOf(discounts, ({ amount }) => amount.amount);
  return {
    id,
    quantity,
    unitPrice: money(unitPrice, currency),
    discount: money(discount, currency),
    discounts,
    total: money(unitPrice * quantity - discount, currency),
  };
}

/** What takes the whole of a shipping method's price off, if the cart has a promotion for that. */
export function discountsOnShipping({ applied, currency }: PricedCart, price: Money): readonly Discount[] {
  const free = applied.find(({ promotion }) => promotion.benefit.kind === "FREE_SHIPPING");
  return free && price.amount > zero(currency).amount ? [{ promotion: free.promotion, amount: price }] : [];
}

function amountOf({ parts }: Application): number {
  return sumOf(parts, (part) => part);
}

function sumOf<One>(list: readonly One[], amountIn: (one: One) => number): number {
  return list.reduce((sum, one) => sum + amountIn(one), 0);
}
