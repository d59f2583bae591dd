import { randomUUID } from "node:crypto";
import {
  type CartAbandoned,
  cartAbandoned,
  type DomainEvent,
  type EventContract,
  eventOf,
  type OrderData,
  orderCancelled,
  orderConfirmed,
  orderDelivered,
  orderEdited,
  orderPlaced,
  orderRejected,
  orderShipped,
  type PaymentData,
  paymentFailed,
  paymentRefunded,
  userRegistered,
  userVerificationRequested,
} from "@angidi/event-contracts";

/** An order as its events tell it; a guest's unless a test says otherwise. */
export function anOrder(changes: Partial<OrderData> = {}): OrderData {
  return {
    orderId: randomUUID(),
    number: "A-7K3M9QX2TB",
    buyerId: randomUUID(),
    customerId: null,
    email: "ann@example.test",
    cartId: randomUUID(),
    checkout: 1,
    status: "CONFIRMED",
    reason: null,
    currency: "USD",
    total: 6_390,
    lines: [
      {
        lineId: randomUUID(),
        cartLineId: randomUUID(),
        variantId: randomUUID(),
        productId: randomUUID(),
        sku: "DESK-1",
        title: "Walnut desk organiser",
        quantity: 2,
        unitPrice: 3_195,
      },
    ],
    ...changes,
  };
}

/** Without a time of its own: the world publishes it at its clock's. */
const untimed = <Event extends DomainEvent>(event: Event): Event => ({ ...event, time: "" });

const ofOrder =
  (contract: EventContract<string, OrderData>, status: string) =>
  (order: OrderData, changes: Partial<OrderData> = {}): DomainEvent =>
    untimed(
      eventOf(contract, {
        source: "orders",
        subject: order.orderId,
        subjectVersion: 1,
        data: { ...order, status, ...changes },
      }),
    );

export const placed = ofOrder(orderPlaced, "PLACED");
export const confirmed = ofOrder(orderConfirmed, "CONFIRMED");
export const shipped = ofOrder(orderShipped, "SHIPPED");
export const delivered = ofOrder(orderDelivered, "DELIVERED");
export const cancelled = ofOrder(orderCancelled, "CANCELLED");
export const rejected = ofOrder(orderRejected, "REJECTED");

/** The order costs `total` now. */
export function edited(order: OrderData, { totalBefore, total }: { totalBefore: number; total: number }): DomainEvent {
  const data = { ...order, total, totalBefore, editId: randomUUID(), revision: 2 };
  return untimed(eventOf(orderEdited, { source: "orders", subject: order.orderId, subjectVersion: 1, data }));
}

const ofPayment =
  (contract: EventContract<string, PaymentData>) =>
  (order: OrderData, amount: number, code: string | null = null): DomainEvent => {
    const paymentId = randomUUID();
    const { orderId, buyerId, currency } = order;
    const data = { paymentId, orderId, buyerId, amount, currency, code };
    return untimed(eventOf(contract, { source: "payments", subject: paymentId, subjectVersion: 1, data }));
  };

export const declined = ofPayment(paymentFailed);
export const refunded = ofPayment(paymentRefunded);

export function userEvent(userId: string, email = `${userId}@example.test`, displayName = "Ann Lee"): DomainEvent {
  const data = { userId, email, displayName };
  return untimed(eventOf(userRegistered, { source: "users", subject: userId, subjectVersion: 1, data }));
}

/** Somebody wants to show that an address is theirs. */
export function verificationRequested(userId: string, email: string, expiresAt: Date): DomainEvent {
  const verificationId = randomUUID();
  const data = { userId, email, verificationId, expiresAt: expiresAt.toISOString() };
  const about = { source: "users", subject: verificationId, subjectVersion: 1 };
  return untimed(eventOf(userVerificationRequested, { ...about, data }));
}

/** Somebody has left a cart with three pieces. */
export function abandoned(whose: Pick<CartAbandoned["data"], "customerId" | "email">): DomainEvent {
  const cartId = randomUUID();
  return untimed(
    eventOf(cartAbandoned, {
      source: "carts",
      subject: cartId,
      subjectVersion: 2,
      data: {
        cartId,
        market: null,
        currency: "USD",
        lines: [{ lineId: randomUUID(), variantId: randomUUID(), quantity: 3 }],
        lastChangedAt: new Date().toISOString(),
        ...whose,
      },
    }),
  );
}
