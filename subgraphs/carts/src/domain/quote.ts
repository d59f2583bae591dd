import { add, type Money, subtract, sum, zero } from "@angidi/money";
import type { Destination } from "./destination.ts";
import { freeShipping, type PricedCart } from "./pricing.ts";
import type { Promotion } from "./promotion.ts";
import { notShippedInCurrency, type ShippingMethodUnknown, shippingMethodUnknown } from "./refusal.ts";
import { type ShippingMethod, shippingMethodsTo } from "./shipping.ts";
import { type Tax, taxesOn, taxRatesAt } from "./tax.ts";

/** A promotion that does something for this quote, and thus is used up by an order of it. */
export interface Redemption {
  readonly promotion: Promotion;
  readonly amount: Money;
}

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
  readonly shipping: Money;
  readonly tax: Money;
  readonly total: Money;
  /** Whether `tax` is a part of the prices, shipping's too. */
  readonly taxIncluded: boolean;
  /** By the line's id; together with `shippingTaxes` they are `tax`. */
  readonly lineTaxes: ReadonlyMap<string, readonly Tax[]>;
  readonly shippingTaxes: readonly Tax[];
  readonly redemptions: readonly Redemption[];
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

  const free = freeShipping(priced);
  const shippingMethods = free ? listed.map((method) => ({ ...method, price: zero(currency) })) : listed;
  const shippingMethod = shippingMethods[index] ?? chosen;
  const shipping = shippingMethod.price;

  const rates = taxRatesAt(destination);
  const lineTaxes = new Map([...priced.lines].map(([id, line]) => [id, taxesOn(line.total, rates.goods, taxIncluded)]));
  const shippingTaxes = taxesOn(shipping, rates.shipping, taxIncluded);
  const tax = totalTax([...lineTaxes.values(), shippingTaxes].flat(), currency);
  const net = add(subtract(subtotal, discount), shipping);

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
      total: taxIncluded ? net : add(net, tax),
      taxIncluded,
      lineTaxes,
      shippingTaxes,
      redemptions,
    },
  };
}

/** The sum of taxes. */
export function totalTax(taxes: readonly Tax[], currency: string): Money {
  return sum(
    taxes.map(({ amount }) => amount),
    currency,
  );
}
