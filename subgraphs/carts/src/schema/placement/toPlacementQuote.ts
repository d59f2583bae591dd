import type { Discount } from "../../domain/pricing.ts";
import { totalTax } from "../../domain/quote.ts";
import { ratePercent, type Tax } from "../../domain/tax.ts";
import type { QuoteOrderResult } from "../../usecases/quoteOrder.ts";
import type { PlacementTerms, QuotePlacementResult } from "../../usecases/quotePlacement.ts";

const reasons = {
  "cart-not-found": "CART_NOT_FOUND",
  "cart-empty": "CART_EMPTY",
  "cart-already-ordered": "CART_ALREADY_ORDERED",
  "shipping-method-unknown": "SHIPPING_METHOD_UNKNOWN",
  "line-unavailable": "LINE_UNAVAILABLE",
  "destination-not-served": "DESTINATION_NOT_SERVED",
} as const;

/** The terms of an order, or why there are none, as orders asks for them. */
export function toPlacementQuote(result: QuotePlacementResult | QuoteOrderResult) {
  if (result.kind === "quoted") return toTerms(result);
  const { kind, message, path } = result;
  return { __typename: "PlacementRefused" as const, reason: reasons[kind], message, path: [...path] };
}

function toTerms({ cart, lines, prices, quote }: PlacementTerms) {
  return {
    __typename: "PlacementQuote" as const,
    cartId: cart.id,
    buyerId: cart.buyerId,
    checkout: cart.checkout,
    cartVersion: cart.version,
    market: cart.market,
    currency: cart.currency,
    lines: lines.map((line) => toLine(line, prices, quote)),
    subtotal: quote.subtotal.amount,
    discount: quote.discount.amount,
    shipping: quote.shipping.amount,
    shippingDiscounts: quote.shippingDiscounts.map(toDiscount),
    tax: quote.tax.amount,
    shippingTax: totalTax(quote.shippingTaxes, cart.currency).amount,
    shippingTaxes: quote.shippingTaxes.map(toTax),
    taxIncluded: quote.taxIncluded,
    total: quote.total.amount,
    shippingMethod: quote.shippingMethod,
    redemptions: quote.redemptions.map(({ promotion: { id, code, name }, amount: { amount } }) => ({
      promotionId: id,
      code: code ?? name,
      amount,
    })),
  };
}

function toDiscount({ promotion: { id, name, code }, amount: { amount } }: Discount) {
  return { promotionId: id, name, code, amount };
}

function toLine(
  { id, lineId }: PlacementTerms["lines"][number],
  { priced, variants }: PlacementTerms["prices"],
  quote: PlacementTerms["quote"],
) {
  const line = priced.lines.get(id);
  const variant = variants.get(id);
  const taxes = quote.lineTaxes.get(id);
  if (!line || !variant || !taxes) throw new Error(`The cart's line ${id} was quoted without having a price`);
  return {
    cartLineId: lineId,
    variantId: variant.id,
    productId: variant.product.id,
    sku: variant.sku,
    title: variant.title,
    productTitle: variant.product.title,
    quantity: line.quantity,
    unitPrice: line.unitPrice.amount,
    discount: line.discount.amount,
    discounts: line.discounts.map(toDiscount),
    total: line.total.amount,
    tax: totalTax(taxes, line.total.currency).amount,
    taxes: taxes.map(toTax),
  };
}

function toTax(tax: Tax) {
  return { name: tax.name, ratePercent: ratePercent(tax), amount: tax.amount.amount, included: tax.included };
}
