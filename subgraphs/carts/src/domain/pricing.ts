import { add, allocate, type Money, multiply, percentage, subtract, sum, zero } from "@angidi/money";
import { objection, type Promotion } from "./promotion.ts";
import type { DiscountCodeExpired, DiscountCodeNotApplicable } from "./refusal.ts";

export interface LineToPrice {
  readonly id: string;
  readonly quantity: number;
  /** Null when the line cannot be bought now: its variant is gone, not for sale or priced in another currency. */
  readonly unitPrice: Money | null;
}

export interface PricedLine {
  readonly id: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** This line's part of all discounts. */
  readonly discount: Money;
  /** unitPrice × quantity − discount; never negative. */
  readonly total: Money;
}

export interface AppliedPromotion {
  readonly promotion: Promotion;
  /** What it takes off the lines; zero for free shipping. */
  readonly amount: Money;
}

export interface PricedCart {
  readonly currency: string;
  /** The lines that can be bought, by id; the sums below are of these. */
  readonly lines: ReadonlyMap<string, PricedLine>;
  readonly subtotal: Money;
  readonly discount: Money;
  /** subtotal − discount: before shipping and tax, which depend on the destination. */
  readonly total: Money;
  readonly applied: readonly AppliedPromotion[];
  readonly objections: readonly (DiscountCodeExpired | DiscountCodeNotApplicable)[];
}

/**
 * Prices the lines. Discounts follow one rule for every kind of stacking: in the order in which the codes were entered,
 * each applies to what the earlier ones left, is never more than that, and is spread over the lines in proportion
 * to what is left of each (`allocate`), so that lines always add up to the cart to the last cent.
 */
export function priceCart(
  currency: string,
  lines: readonly LineToPrice[],
  promotions: readonly Promotion[],
  now: Date,
): PricedCart {
  const bought = lines.flatMap(({ id, quantity, unitPrice }) => (unitPrice ? [{ id, quantity, unitPrice }] : []));
  const gross = bought.map((line) => multiply(line.unitPrice, line.quantity));
  const subtotal = sum(gross, currency);

  const objections = [];
  const applied: AppliedPromotion[] = [];
  let net = gross;
  for (const promotion of promotions) {
    const objected = objection(promotion, subtotal, now);
    if (objected) {
      objections.push(objected);
      continue;
    }
    const amount = discountOn(sum(net, currency), promotion);
    const weights = net.map((left) => left.amount);
    const parts = allocate(amount, weights);
    net = net.map((left, index) => subtract(left, parts[index] ?? zero(currency)));
    applied.push({ promotion, amount });
  }

  const priced = bought.map((line, index): [string, PricedLine] => {
    const before = gross[index] ?? zero(currency);
    const total = net[index] ?? zero(currency);
    return [line.id, { ...line, discount: subtract(before, total), total }];
  });
  const total = sum(net, currency);
  const discount = add(zero(currency), ...applied.map(({ amount }) => amount));
  return { currency, lines: new Map(priced), subtotal, discount, total, applied, objections };
}

function discountOn(left: Money, { benefit }: Promotion): Money {
  switch (benefit.kind) {
    case "PERCENTAGE":
      return percentage(left, benefit.basisPoints);
    case "FIXED_AMOUNT":
      return benefit.amount.amount < left.amount ? benefit.amount : left;
    case "FREE_SHIPPING":
      return zero(left.currency);
  }
}

/** The promotion that makes shipping free, if the cart has one that applies. */
export function freeShipping(priced: PricedCart): Promotion | undefined {
  return priced.applied.find(({ promotion }) => promotion.benefit.kind === "FREE_SHIPPING")?.promotion;
}
