import { add, type Money, subtract, sum } from "@angidi/money";
import type { Destination } from "./destination.ts";
import { type Discount, discountsOnShipping, type PricedCart } from "./pricing.ts";
import { type Objection, objectionFor } from "./promotionObjection.ts";
import { type ShippingMethodUnknown, shippingMethodUnknown } from "./refusal.ts";
import { type ShippingMethod, shippingMethodsTo } from "./shipping.ts";
import { taxOn, taxRatesAt } from "./tax.ts";

/** All that a cart costs at a destination. total = subtotal − discount + shipping + tax. */
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
  /** By the line's id; together with `shippingTax` they are `tax`. */
  readonly lineTax: ReadonlyMap<string, Money>;
  readonly shippingTax: Money;
  /** The promotions that do something for this quote, and thus are used by an order of it. */
  readonly redemptions: readonly Discount[];
  /** Why each of the cart's other codes gives nothing. */
  readonly objections: readonly Objection[];
}

/**
 * Quotes a priced cart. Tax is on top of what is paid: each line after its discount, and shipping where the country
 * taxes it, each rounded by itself, so that the refund of a line gives back exactly the tax that was on it.
 */
export function quote(
  priced: PricedCart,
  destination: Destination,
  shippingMethodId: string | null,
): { kind: "quoted"; quote: Quote } | ShippingMethodUnknown {
  const { currency, subtotal, discount } = priced;
  const listed = shippingMethodsTo(destination, currency);
  const index = shippingMethodId === null ? 0 : listed.findIndex((method) => method.id === shippingMethodId);
  const chosen = listed[index];
  if (!chosen) return shippingMethodUnknown();

  const shippingMethods = listed.map((method) => ({ ...method, price: shippingAfterDiscounts(priced, method.price) }));
  const shippingMethod = shippingMethods[index] ?? chosen;
  const shipping = shippingMethod.price;
  const shippingDiscounts = discountsOnShipping(priced, chosen.price);

  const rates = taxRatesAt(destination);
  const lineTax = new Map([...priced.lines].map(([id, line]) => [id, taxOn(line.total, rates.goods)]));
  const shippingTax = taxOn(shipping, rates.shipping);
  const tax = sum([...lineTax.values(), shippingTax], currency);

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
      total: add(subtract(subtotal, discount), shipping, tax),
      lineTax,
      shippingTax,
      redemptions,
      objections: [...priced.objections, ...idleCodes.map(({ promotion }) => objectionFor(promotion, "NOTHING_LEFT"))],
    },
  };
}

function shippingAfterDiscounts(priced: PricedCart, price: Money): Money {
  return discountsOnShipping(priced, price).reduce((left, { amount }) => subtract(left, amount), price);
}
