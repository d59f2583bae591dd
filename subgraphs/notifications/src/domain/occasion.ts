import {
  type CartAbandoned,
  cartAbandoned,
  type DomainEvent,
  type OrderData,
  type OrderEdited,
  orderData,
  orderEdited,
  type PaymentData,
  paymentData,
  type UserVerificationRequested,
  userRegistered,
  userVerificationRequested,
} from "@angidi/event-contracts";
import type { Kind } from "./kind.ts";
import type { MessageData } from "./messageData.ts";

/** Something that people are told of. */
export interface Occasion {
  readonly kind: Kind;
  readonly eventId: string;
  readonly at: Date;
  readonly userId: string | null;
  /** As the event has it; else the user's own is taken. */
  readonly email: string | null;
  readonly orderId: string | null;
  /** Of an order's own event: which of its events this is, counted from 1. */
  readonly orderVersion: number | null;
  readonly data: Pick<MessageData, "order" | "payment" | "cart" | "verification">;
}

/** Whom an order's news is for. */
export interface OrderContact {
  readonly orderId: string;
  readonly userId: string | null;
  readonly email: string | null;
  readonly number: string;
}

/** Events are read here, so that a broken one is told apart from a broken store. */
export const readOrder = ({ type, data }: Pick<DomainEvent, "type" | "data">): ToldOrder =>
  type === orderEdited.type ? orderEdited.data.parse(data) : orderData.parse(data);
export const readPayment = (data: unknown): PaymentData => paymentData.parse(data);
export const readAbandonedCart = (data: unknown) => cartAbandoned.data.parse(data);
export const readVerification = (data: unknown) => userVerificationRequested.data.parse(data);
export const readUser = (data: unknown) => userRegistered.data.parse(data);

/** An order as an event tells of it; with what it cost before, where that says so. */
type ToldOrder = OrderData & Partial<Pick<OrderEdited["data"], "totalBefore">>;

interface Told {
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly subjectVersion: number;
}

const orderKinds: Readonly<Record<string, Kind>> = {
  "order.confirmed": "ORDER_CONFIRMED",
  "order.edited": "ORDER_EDITED",
  "order.shipped": "ORDER_SHIPPED",
  "order.delivered": "ORDER_DELIVERED",
  "order.cancelled": "ORDER_CANCELLED",
  "order.rejected": "ORDER_REJECTED",
};

/** The shopper has gone by then; of every other refusal the checkout tells at once, and payment.failed of declines. */
const refusedBehindTheirBack: readonly (string | null)[] = ["TIMED_OUT", "RESERVATION_EXPIRED"];

/** What an order's event is an occasion for; null when nobody needs to hear of it. */
export function orderOccasion(event: Told, order: ToldOrder, userId: string | null): Occasion | null {
  const kind = orderKinds[event.type];
  if (!kind || (kind === "ORDER_REJECTED" && !refusedBehindTheirBack.includes(order.reason))) return null;
  const { currency } = order;
  return {
    kind,
    eventId: event.id,
    at: new Date(event.time),
    userId,
    email: order.email,
    orderId: order.orderId,
    orderVersion: event.subjectVersion,
    data: {
      order: {
        number: order.number,
        total: { amount: order.total, currency },
        totalBefore: order.totalBefore === undefined ? null : { amount: order.totalBefore, currency },
        partial: order.status === "PARTIALLY_SHIPPED",
        reason: kind === "ORDER_CANCELLED" ? order.reason : null,
        lines: order.lines.map(({ title, quantity, unitPrice }) => ({
          title,
          quantity,
          unitPrice: { amount: unitPrice, currency },
        })),
      },
      payment: null,
      cart: null,
      verification: null,
    },
  };
}

/** What a payment's event is an occasion for, once its order is known. */
export function paymentOccasion(event: Told, payment: PaymentData, contact: OrderContact): Occasion {
  return {
    kind: event.type === "payment.refunded" ? "PAYMENT_REFUNDED" : "PAYMENT_FAILED",
    eventId: event.id,
    at: new Date(event.time),
    userId: contact.userId,
    email: contact.email,
    orderId: contact.orderId,
    orderVersion: null,
    data: {
      order: { number: contact.number, total: null, totalBefore: null, partial: false, reason: null, lines: [] },
      payment: { amount: payment.amount, currency: payment.currency },
      cart: null,
      verification: null,
    },
  };
}

/** A new account is welcomed. */
export function welcomeOccasion(event: Told, userId: string, email: string): Occasion {
  return {
    kind: "WELCOME",
    eventId: event.id,
    at: new Date(event.time),
    userId,
    email,
    orderId: null,
    orderVersion: null,
    data: { order: null, payment: null, cart: null, verification: null },
  };
}

/** Somebody is asked to show that the address is theirs, at `url`. */
export function verificationOccasion(
  event: Told,
  { userId, email }: UserVerificationRequested["data"],
  url: string,
): Occasion {
  return {
    kind: "EMAIL_VERIFICATION",
    eventId: event.id,
    at: new Date(event.time),
    userId,
    email,
    orderId: null,
    orderVersion: null,
    data: { order: null, payment: null, cart: null, verification: { url } },
  };
}

/** Somebody is reminded of what they left in their cart. */
export function abandonedCartOccasion(event: Told, cart: CartAbandoned["data"], userId: string | null): Occasion {
  return {
    kind: "CART_ABANDONED",
    eventId: event.id,
    at: new Date(event.time),
    userId,
    email: cart.email,
    orderId: null,
    orderVersion: null,
    data: {
      order: null,
      payment: null,
      cart: { pieces: cart.lines.reduce((sum, { quantity }) => sum + quantity, 0) },
      verification: null,
    },
  };
}
