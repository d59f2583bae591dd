import type { Order } from "./order.ts";

/** All that an order consists of and costs: what an edit changes, a revision at a time. */
export type OrderTerms = Pick<
  Order,
  | "subtotal"
  | "discount"
  | "shipping"
  | "tax"
  | "total"
  | "taxIncluded"
  | "shippingDiscounts"
  | "shippingTaxes"
  | "shippingAddress"
  | "shippingMethod"
  | "shippingMethodId"
  | "redemptions"
  | "lines"
>;

/** The terms of an order as it stands. */
export function termsOf(order: OrderTerms): OrderTerms {
  return {
    subtotal: order.subtotal,
    discount: order.discount,
    shipping: order.shipping,
    tax: order.tax,
    total: order.total,
    taxIncluded: order.taxIncluded,
    shippingDiscounts: order.shippingDiscounts,
    shippingTaxes: order.shippingTaxes,
    shippingAddress: order.shippingAddress,
    shippingMethod: order.shippingMethod,
    shippingMethodId: order.shippingMethodId,
    redemptions: order.redemptions,
    lines: order.lines,
  };
}
