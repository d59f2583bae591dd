import type { PricedCart } from "../../domain/pricing.ts";
import { type Quote, totalTax } from "../../domain/quote.ts";
import { ratePercent, type Tax } from "../../domain/tax.ts";
import { toCartDiscount, toCodeWithoutEffect } from "../discountCode/toCartDiscount.ts";

/** A quote of a priced cart as shoppers see it. */
export function toCheckoutQuote(quote: Quote, priced: PricedCart) {
  const { shippingMethods, shippingMethod, subtotal, discount, shipping, tax, taxIncluded, total } = quote;
  return {
    __typename: "CheckoutQuote" as const,
    shippingMethods: [...shippingMethods],
    shippingMethod,
    subtotal,
    discount,
    shipping,
    shippingDiscounts: quote.shippingDiscounts.map(toCartDiscount),
    codesWithoutEffect: quote.objections.map(toCodeWithoutEffect),
    tax,
    taxIncluded,
    taxes: byName([...quote.lineTaxes.values(), quote.shippingTaxes].flat()),
    lines: [...priced.lines.values()].map((line) => ({
      lineId: line.id,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      discount: line.discount,
      discounts: line.discounts.map(toCartDiscount),
      total: line.total,
      taxes: (quote.lineTaxes.get(line.id) ?? []).map(toTax),
    })),
    total,
  };
}

function byName(taxes: readonly Tax[]) {
  return [...Map.groupBy(taxes, ({ name }) => name).values()].map((same) =>
    toTax({ ...same[0]!, amount: totalTax(same, same[0]!.amount.currency) }),
  );
}

function toTax(tax: Tax) {
  return { name: tax.name, ratePercent: ratePercent(tax), amount: tax.amount, included: tax.included };
}
