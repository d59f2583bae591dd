import { add, type Money, subtract, sum, zero } from "@angidi/money";
import type { Destination } from "./destination.ts";
import { freeShipping, type PricedCart } from "./pricing.ts";
import type { Promotion } from "./promotion.ts";
import { type ShippingMethodUnknown, shippingMethodUnknown } from "./refusal.ts";
import { type ShippingMethod, shippingMethodsTo } from "./shipping.ts";
import { taxOn, taxRatesAt } from "./tax.ts";

/** A promotion that does something for this quote, and thus is used up by an order of it. */
export interface Redemption {
  readonly promotion: Promotion;
  readonly amount: Money;
}

/** All that a cart costs at a destination. total = subtotal − discount + shipping + tax. */
export interface Quote {
  /** What leads there, with the prices that this cart would pay. */
  readonly shippingMethods: readonly ShippingMethod[];
  readonly shippingMethod: ShippingMethod;
  readonly subtotal: Money;
  readonly discount: Money;
  readonly shipping: Money;
  readonly tax: Money;
  readonly total: Money;
  /** By the line's id; together with `shippingTax` they are `tax`. */
  readonly lineTax: ReadonlyMap<string, Money>;
  readonly shippingTax: Money;
  readonly redemptions: readonly Redemption[];
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

  const free = freeShipping(priced);
  const shippingMethods = free ? listed.map((method) => ({ ...method, price: zero(currency) })) : listed;
  const shippingMethod = shippingMethods[index] ?? chosen;
  const shipping = shippingMethod.price;

  const rates = taxRatesAt(destination);
  const lineTax = new Map([...priced.lines].map(([id, line]) => [id, taxOn(line.total, rates.goods)]));
  const shippingTax = taxOn(shipping, rates.shipping);
  const tax = sum([...lineTax.values(), shippingTax], currency);

  const redemptions = priced.applied
    .map(({ promotion, amount }) => ({ promotion, amount: promotion === free ? chosen.price : amount }))
    .filter(({ amount }) => amount.amount > 0);

  return {
    kind: "quoted",
    quote: {
      shippingMethods,
      shippingMethod,
      subtotal,
      discount,
      shipping,
      tax,
      total: add(subtract(subtotal, discount), shipping, tax),
      lineTax,
      shippingTax,
      redemptions,
    },
  };
}
