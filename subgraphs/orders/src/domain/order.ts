import type { PostalAddress } from "@angidi/contact";
import type { ByHandOfOrder } from "./byHand.ts";
import type { LineDiscount, LineTax } from "./explanation.ts";
import type { OrderKey } from "./orderId.ts";
import type { OrderStatus } from "./orderStates.ts";
import type { ParkedSagas } from "./parked.ts";
import type { PaymentStatus } from "./paymentStatus.ts";
import type { UndoReason } from "./undoReason.ts";

/**
 * Which way the saga of the placement goes. Once UNDOING never PLACING again; EDITING while the
 * edit saga has the order, SETTLED when there is nothing to drive.
 */
export type Direction = "PLACING" | "UNDOING" | "EDITING" | "SETTLED";

/** What the shopper has to do for the payment. */
export interface PaymentAction {
  readonly clientSecret: string | null;
  readonly redirectUrl: string | null;
}

/** Who moves the money. */
export type PaymentProvider = "TEST" | "STRIPE" | "PAYPAL";

/** A line as it was bought. Amounts are minor units of the order's currency. */
export interface OrderLine {
  readonly id: string;
  readonly cartLineId: string;
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly discount: number;
  /** After discounts, before taxes. */
  readonly total: number;
  readonly tax: number;
  /** What makes up the discount and the tax; empty where it was not told. */
  readonly discounts: readonly LineDiscount[];
  readonly taxes: readonly LineTax[];
}

/** A discount code that the order uses up. */
export interface Redemption {
  readonly promotionId: string;
  readonly code: string;
}

/**
 * What proves that a guest's order is somebody's: its id, which others may know; that its news goes to an address of theirs, which the
 * guest may have mistyped; or its cart's id too, which nobody else knows.
 */
export type ClaimProof = "ORDER_ID" | "EMAIL" | "CART";

/** An order without its lines: what lists show. Amounts are minor units of `currency`. */
export interface OrderHead extends OrderKey {
  readonly number: string;
  /** Null for a guest. */
  readonly customerId: string | null;
  /** By what the customer claimed a guest's order; null for one that was placed signed in, and for a guest's. */
  readonly claimedBy: ClaimProof | null;
  readonly cartId: string;
  /** The how-many-th checkout of the cart. */
  readonly checkout: number;
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  /** Of the last entry in the timeline. */
  readonly sequence: number;
  /** 1 for what it was placed with, and one more for each edit. */
  readonly revision: number;
  readonly direction: Direction;
  readonly undoReason: UndoReason | null;
  readonly paymentAction: PaymentAction | null;
  /** The market whose prices it has, by its code; null for the shop's own list prices. */
  readonly market: string | null;
  /** The customer groups that the buyer was in when it was placed, by code; null for orders from before they were kept. */
  readonly customerGroups: readonly string[] | null;
  readonly currency: string;
  readonly subtotal: number;
  readonly discount: number;
  readonly shipping: number;
  readonly tax: number;
  readonly total: number;
  readonly refunded: number;
  /** Whether prices hold their taxes, so that these do not come on top. */
  readonly taxIncluded: boolean;
  readonly shippingDiscounts: readonly LineDiscount[];
  readonly shippingTaxes: readonly LineTax[];
  readonly email: string | null;
  readonly shippingAddress: PostalAddress;
  readonly shippingMethod: string;
  /** Null for orders from before it was kept. */
  readonly shippingMethodId: string | null;
  readonly paymentProvider: PaymentProvider;
  readonly paymentMethod: string;
  readonly redemptions: readonly Redemption[];
  readonly placedAt: Date;
  readonly parkedAt: Date | null;
  /** The sagas of it that wait for staff. */
  readonly parked: ParkedSagas;
  /** What staff did by hand about those that did. */
  readonly byHand: ByHandOfOrder;
}

/** A whole order. */
export interface Order extends OrderHead {
  readonly lines: readonly OrderLine[];
}

/** An entry of an order's timeline. */
export interface TimelineEntry {
  readonly sequence: number;
  readonly status: OrderStatus;
  readonly at: Date;
}

/**
 * Until when an order's stock is held for sure while its payment is not decided: then the order is turned round. Null once it
 * is decided. (The reservation itself ends later, should nobody be there to do that.)
 */
export function reservedUntil({ direction, placedAt }: OrderHead, actionTimeoutSeconds: number): Date | null {
  return direction === "PLACING" ? new Date(placedAt.getTime() + actionTimeoutSeconds * 1_000) : null;
}

/** Whether stock and payment are decided, or at least whose turn it is: what `placeOrder` waits for. */
export function isDecided(order: OrderHead): boolean {
  return order.direction !== "PLACING" || order.paymentAction !== null;
}
