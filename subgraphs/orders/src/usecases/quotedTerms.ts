import type { PostalAddress } from "@angidi/contact";
import type { LineDiscount, LineTax } from "../domain/explanation.ts";
import type { OrderTerms } from "../domain/orderTerms.ts";
import type { Quote } from "../services/carts.ts";

/** The terms that a quote makes, with new lines: a snapshot of prices and titles. */
export function quotedTerms(quote: Quote, shippingAddress: PostalAddress, newId: () => string): OrderTerms {
  return {
    subtotal: quote.subtotal,
    discount: quote.discount,
    shipping: quote.shipping,
    tax: quote.tax,
    total: quote.total,
    taxIncluded: quote.taxIncluded,
    shippingDiscounts: quote.shippingDiscounts.map(toDiscount),
    shippingTaxes: quote.shippingTaxes.map(toTax),
    shippingAddress,
    shippingMethod: quote.shippingMethod.name,
    shippingMethodId: quote.shippingMethod.id,
    redemptions: quote.redemptions.map(({ promotionId, code }) => ({ promotionId, code })),
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
      discounts: line.discounts.map(toDiscount),
      taxes: line.taxes.map(toTax),
    })),
  };
}

const toDiscount = ({ promotionId, name, code, amount }: LineDiscount) => ({ promotionId, name, code, amount });
const toTax = ({ name, ratePercent, amount, included }: LineTax) => ({ name, ratePercent, amount, included });
