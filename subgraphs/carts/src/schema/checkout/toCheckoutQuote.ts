import type { PricedCart } from "../../domain/pricing.ts";
import type { Quote } from "../../domain/quote.ts";
import { toCartDiscount, toCodeWithoutEffect } from "../discountCode/toCartDiscount.ts";

/** A quote of a priced cart as shoppers see it. */
export function toCheckoutQuote(quote: Quote, priced: PricedCart) {
  const { shippingMethods, shippingMethod, subtotal, discount, shipping, tax, total } = quote;
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
    lines: [...priced.lines.values()].map((line) => ({
      lineId: line.id,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      discount: line.discount,
      discounts: line.discounts.map(toCartDiscount),
      total: line.total,
    })),
    total,
  };
}
