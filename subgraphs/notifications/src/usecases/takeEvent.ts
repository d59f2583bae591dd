import { isId } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import type { AudienceStore, OrderContactStore } from "../data/audienceStore.ts";
import {
  orderOccasion,
  paymentOccasion,
  readOrder,
  readPayment,
  readUser,
  welcomeOccasion,
} from "../domain/occasion.ts";
import { type WriteMessagesPorts, writeMessages } from "./writeMessages.ts";

export interface TakeEventPorts extends WriteMessagesPorts {
  readonly audience: Pick<AudienceStore, "find" | "rememberUser">;
  readonly orders: OrderContactStore;
}

/** Learns from an event whom to reach, and writes the messages that it is an occasion for. Gives how many were new. */
export async function takeEvent(ports: TakeEventPorts, event: DomainEvent): Promise<number> {
  if (event.type.startsWith("order.")) return takeOrderEvent(ports, event);
  if (event.type.startsWith("payment.")) return takePaymentEvent(ports, event);
  const { userId, email, displayName } = readUser(event.data);
  if (!isId(userId)) return 0;
  await ports.audience.rememberUser({ userId, email, displayName });
  return writeMessages(ports, welcomeOccasion(event, userId, email));
}

async function takeOrderEvent(ports: TakeEventPorts, event: DomainEvent): Promise<number> {
  const order = readOrder(event.data);
  const userId = order.customerId !== null && isId(order.customerId) ? order.customerId : null;
  const { orderId, email, number } = order;
  const waiting = await ports.orders.remember({ orderId, userId, email, number });
  const occasion = orderOccasion(event, order, userId);
  let written = occasion ? await writeMessages(ports, occasion) : 0;
  for (const earlier of waiting) written += await takePaymentEvent(ports, earlier);
  return written;
}

async function takePaymentEvent(ports: TakeEventPorts, event: DomainEvent): Promise<number> {
  const payment = readPayment(event.data);
  const contact = await ports.orders.find(payment.orderId);
  if (contact) return writeMessages(ports, paymentOccasion(event, payment, contact));
  await ports.orders.hold(payment.orderId, event);
  return 0;
}
