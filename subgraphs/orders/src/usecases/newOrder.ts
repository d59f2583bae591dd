import type { LineDiscount, LineTax } from "../domain/explanation.ts";
import type { Order } from "../domain/order.ts";
import type { Quote } from "../services/carts.ts";
import type { PlacementRequest } from "./placementInput.ts";

/** What an order needs that neither the shopper nor the quote gives. */
export interface NewOrderIdentity {
  readonly newId: () => string;
  readonly number: string;
  readonly customerId: string | null;
  readonly placedAt: Date;
}

/** The order of a quote: the snapshot of prices and titles that it keeps for ever. */
export function newOrder(
  { email, shippingAddress, payment }: PlacementRequest,
  quote: Quote,
  { newId, number, customerId, placedAt }: NewOrderIdentity,
): Order {
  return {
    buyerId: quote.buyerId,
    id: newId(),
    number,
    customerId,
    claimedBy: null,
    cartId: quote.cartId,
    checkout: quote.checkout,
    status: "PLACED",
    paymentStatus: "PENDING",
    sequence: 1,
    direction: "PLACING",
    undoReason: null,
    paymentAction: null,
    currency: quote.currency,
    subtotal: quote.subtotal,
    discount: quote.discount,
    shipping: quote.shipping,
    tax: quote.tax,
    total: quote.total,
    refunded: 0,
    taxIncluded: quote.taxIncluded ?? false,
    shippingDiscounts: (quote.shippingDiscounts ?? []).map(toDiscount),
    shippingTaxes: (quote.shippingTaxes ?? []).map(toTax),
    email,
    shippingAddress,
    shippingMethod: quote.shippingMethod.name,
    paymentProvider: payment.provider,
    paymentMethod: payment.paymentMethod,
    redemptions: quote.redemptions.map(({ promotionId, code }) => ({ promotionId, code })),
    placedAt,
    parkedAt: null,
    parked: {},
    lines: quote.lines.map((line) => ({
      id: newId(),
      cartLineId: line.cartLineId,
      variantId: line.variantId,
      productId: line.productId,
      sku: line.sku,
      // A product without options has one variant, which is called like the product.
      title: line.title === line.productTitle ? line.title : `${line.productTitle} – ${line.title}`,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      discount: line.discount,
      total: line.total,
      tax: line.tax,
      discounts: (line.discounts ?? []).map(toDiscount),
      taxes: (line.taxes ?? []).map(toTax),
    })),
  };
}

const toDiscount = ({ promotionId, name, code, amount }: LineDiscount) => ({ promotionId, name, code, amount });
const toTax = ({ name, ratePercent, amount, included }: LineTax) => ({ name, ratePercent, amount, included });
