import type { Order } from "../domain/order.ts";
import type { Quote } from "../services/carts.ts";
import type { PlacementRequest } from "./placementInput.ts";
import { quotedTerms } from "./quotedTerms.ts";

/** What an order needs that neither the shopper nor the quote gives. */
export interface NewOrderIdentity {
  readonly newId: () => string;
  readonly number: string;
  readonly customerId: string | null;
  /** Those at whose prices the quote is. */
  readonly customerGroups: readonly string[];
  readonly placedAt: Date;
}

/** The order of a quote: the snapshot of prices and titles that it was placed with. */
export function newOrder(
  { email, shippingAddress, payment }: PlacementRequest,
  quote: Quote,
  { newId, number, customerId, customerGroups, placedAt }: NewOrderIdentity,
): Order {
  return {
    ...quotedTerms(quote, shippingAddress, newId),
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
    revision: 1,
    direction: "PLACING",
    undoReason: null,
    paymentAction: null,
    market: quote.market ?? null,
    customerGroups,
    currency: quote.currency,
    refunded: 0,
    email,
    paymentProvider: payment.provider,
    paymentMethod: payment.paymentMethod,
    placedAt,
    parkedAt: null,
    parked: {},
    byHand: {},
  };
}
