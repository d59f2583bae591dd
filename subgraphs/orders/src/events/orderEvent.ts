import {
  type DomainEvent,
  type EventContract,
  eventOf,
  type OrderData,
  orderCancelled,
  orderConfirmed,
  orderDelivered,
  orderPlaced,
  orderRejected,
  orderReturned,
  orderShipped,
} from "@angidi/event-contracts";
import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import type { OrderStatus } from "../domain/orderStates.ts";
import { describeUndo } from "../domain/undoReason.ts";

const contracts: Readonly<Record<OrderStatus, EventContract<string, OrderData>>> = {
  PLACED: orderPlaced,
  CONFIRMED: orderConfirmed,
  PARTIALLY_SHIPPED: orderShipped,
  SHIPPED: orderShipped,
  DELIVERED: orderDelivered,
  REJECTED: orderRejected,
  CANCELLED: orderCancelled,
  RETURNED: orderReturned,
};

/** What is told to the rest of the platform when an order has come to its status: one event per entry of its timeline. */
export function orderEvent(order: Order): DomainEvent {
  const orderId = encodeOrderId(order);
  return eventOf(contracts[order.status], {
    source: "orders",
    subject: orderId,
    subjectVersion: order.sequence,
    data: {
      orderId,
      number: order.number,
      buyerId: order.buyerId,
      customerId: order.customerId,
      email: order.email,
      cartId: order.cartId,
      checkout: order.checkout,
      status: order.status,
      reason: order.undoReason && describeUndo(order.undoReason),
      currency: order.currency,
      total: order.total,
      lines: order.lines.map((line) => ({
        lineId: line.id,
        cartLineId: line.cartLineId,
        variantId: line.variantId,
        productId: line.productId,
        sku: line.sku,
        title: line.title,
        quantity: line.quantity,
        unitPrice: line.unitPrice,
      })),
    },
  });
}
