import {
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

/** What every event of an order tells. */
function dataOf(order: Order): OrderData {
  return {
    orderId: encodeOrderId(order),
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
  };
}

/** What is told to the rest of the platform when an order has come to its status: one event per entry of its timeline. */
export function orderEvent(order: Order): DomainEvent {
  const data = dataOf(order);
  const { sequence: subjectVersion } = order;
  return eventOf(contracts[order.status], { source: "orders", subject: data.orderId, subjectVersion, data });
}

/** What is told when an order has its new terms: `edited` is the order with them, at its next revision. */
export function orderEditedEvent(
  edited: Order,
  { editId, totalBefore }: { editId: string; totalBefore: number },
): DomainEvent {
  const { sequence: subjectVersion, revision } = edited;
  const data = { ...dataOf(edited), editId, revision, totalBefore };
  return eventOf(orderEdited, { source: "orders", subject: data.orderId, subjectVersion, data });
}
