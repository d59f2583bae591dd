import type { Quote } from "../../domain/quote.ts";

/** A quote as shoppers see it. */
export function toCheckoutQuote(quote: Quote) {
  const { shippingMethods, shippingMethod, subtotal, discount, shipping, tax, total } = quote;
  return {
    __typename: "CheckoutQuote" as const,
    shippingMethods: [...shippingMethods],
    shippingMethod,
    subtotal,
    discount,
    shipping,
    tax,
    total,
  };
}
