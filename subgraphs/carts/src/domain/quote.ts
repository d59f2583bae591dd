import { add, type Money, subtract, sum } from "@angidi/money";
import type { Destination } from "./destination.ts";
import { type Discount, discountsOnShipping, type PricedCart } from "./pricing.ts";
import { type Objection, objectionFor } from "./promotionObjection.ts";
import { notShippedInCurrency, type ShippingMethodUnknown, shippingMethodUnknown } from "./refusal.ts";
import { type ShippingMethod, shippingMethodsTo } from "./shipping.ts";
import { type Tax, taxesOn, taxRatesAt } from "./tax.ts";

/**
 * All that a cart costs at a destination. total = subtotal − discount + shipping, and + tax where prices do not include
 * it already.
 */
export interface Quote {
  /** What leads there, with the prices that this cart would pay. */
  readonly shippingMethods: readonly ShippingMethod[];
  readonly shippingMethod: ShippingMethod;
  readonly subtotal: Money;
  readonly discount: Money;
  /** The method's price less `shippingDiscounts`. */
  readonly shipping: Money;
  readonly shippingDiscounts: readonly Discount[];
  readonly tax: Money;
  readonly total: Money;
  /** Whether `tax` is a part of the prices, shipping's too. */
  readonly taxIncluded: boolean;
  /** By the line's id; together with `shippingTaxes` they are `tax`. */
  readonly lineTaxes: ReadonlyMap<string, readonly Tax[]>;
  readonly shippingTaxes: readonly Tax[];
  /** The promotions that do something for this quote, and thus are used by an order of it. */
  readonly redemptions: readonly Discount[];
  /** Why each of the cart's other codes gives nothing. */
  readonly objections: readonly Objection[];
}

/**
 * Quotes a priced cart. Taxed is what is paid: each line after its discount, and shipping where the country taxes it, each
 * rounded by itself, so that lines add up and the refund of one gives back exactly the tax that was on it. Which taxes
 * depends on the destination alone. In a market whose prices include them a price is the same everywhere and the tax a
 * part of it; else it comes on top.
 */
export function quote(
  priced: PricedCart,
  destination: Destination,
  shippingMethodId: string | null,
  taxIncluded: boolean,
): { kind: "quoted"; quote: Quote } | ShippingMethodUnknown {
  const { currency, subtotal, discount } = priced;
  const listed = shippingMethodsTo(destination, currency);
  const index = shippingMethodId === null ? 0 : listed.findIndex((method) => method.id === shippingMethodId);
  const chosen = listed[index];
  if (!chosen) return listed.length === 0 ? notShippedInCurrency(currency) : shippingMethodUnknown();

  const shippingMethods = listed.map((method) => ({ ...method, price: shippingAfterDiscounts(priced, method.price) }));
  const shippingMethod = shippingMethods[index] ?? chosen;
  const shipping = shippingMethod.price;
  const shippingDiscounts = discountsOnShipping(priced, chosen.price);

  const rates = taxRatesAt(destination);
  const lineTaxes = new Map([...priced.lines].map(([id, line]) => [id, taxesOn(line.total, rates.goods, taxIncluded)]));
  const shippingTaxes = taxesOn(shipping, rates.shipping, taxIncluded);
  const tax = totalTax([...lineTaxes.values(), shippingTaxes].flat(), currency);
  const net = add(subtract(subtotal, discount), shipping);

  const redemptions = [...priced.applied.filter(({ amount }) => amount.amount > 0), ...shippingDiscounts];
  const idle = priced.applied.filter((one) => !redemptions.some(({ promotion }) => promotion === one.promotion));
  const idleCodes = idle.filter(({ promotion }) => promotion.code !== null);

  return {
    kind: "quoted",
    quote: {
      shippingMethods,
      shippingMethod,
      subtotal,
      discount,
      shipping,
      shippingDiscounts,
      tax,
      total: taxIncluded ? net : add(net, tax),
      taxIncluded,
      lineTaxes,
      shippingTaxes,
      redemptions,
      objections: [...priced.objections, ...idleCodes.map(({ promotion }) => objectionFor(promotion, "NOTHING_LEFT"))],
    },
  };
}

function shippingAfterDiscounts(priced: PricedCart, price: Money): Money {
  return discountsOnShipping(priced, price).reduce((left, { amount }) => subtract(left, amount), price);
}

/** The sum of taxes. */
export function totalTax(taxes: readonly Tax[], currency: string): Money {
  return sum(
    taxes.map(({ amount }) => amount),
    currency,
  );
}
