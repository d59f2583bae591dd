import { isId } from "@angidi/datastores";
import { type DomainEvent, type OrderData, userVerificationRequested } from "@angidi/event-contracts";
import type { AudienceStore } from "../data/audienceStore.ts";
import type { OrderStore } from "../data/orderStore.ts";
import {
  abandonedCartOccasion,
  type OrderContact,
  orderOccasion,
  paymentOccasion,
  readAbandonedCart,
  readOrder,
  readPayment,
  readUser,
  readVerification,
  verificationOccasion,
  welcomeOccasion,
} from "../domain/occasion.ts";
import { enqueue, newestVersion, type RememberedOrder, release } from "../domain/orderQueue.ts";
import type { Ports } from "../ports.ts";
import { type WriteMessagesPorts, writeMessages } from "./writeMessages.ts";

export interface TakeEventPorts extends WriteMessagesPorts, Pick<Ports, "verifications"> {
  readonly audience: Pick<AudienceStore, "find" | "rememberUser" | "awaitAddress">;
  readonly orders: Pick<OrderStore, "open" | "save">;
}

/**
 * Learns from an event whom to reach, and writes the messages that it is an occasion for, or that waited for it. One that
 * comes too early waits (domain/orderQueue.ts). Gives how many messages were new.
 */
export async function takeEvent(ports: TakeEventPorts, event: DomainEvent): Promise<number> {
  if (event.type.startsWith("order.")) return takeOrderEvent(ports, event);
  if (event.type.startsWith("payment.")) return takePaymentEvent(ports, event);
  if (event.type.startsWith("cart.")) return takeCartEvent(ports, event);
  if (event.type === userVerificationRequested.type) return takeVerification(ports, event);
  const { userId, email, displayName } = readUser(event.data);
  if (!isId(userId)) return 0;
  const orderIds = await ports.audience.rememberUser({ userId, email, displayName });
  let written = await writeMessages(ports, welcomeOccasion(event, userId, email));
  for (const orderId of orderIds) written += await releaseOrder(ports, await ports.orders.open(orderId));
  return written;
}

async function takeOrderEvent(ports: TakeEventPorts, event: DomainEvent): Promise<number> {
  const data = readOrder(event);
  const { orderId, email, number } = data;
  const order = await ports.orders.open(orderId);
  const isNewest = !order.contact || event.subjectVersion >= newestVersion(order);
  const contact = isNewest ? { orderId, userId: userOf(data), email, number } : order.contact;
  return releaseOrder(ports, enqueue({ ...order, contact }, event, ports.now()));
}

async function takePaymentEvent(ports: TakeEventPorts, event: DomainEvent): Promise<number> {
  const { orderId } = readPayment(event.data);
  return releaseOrder(ports, enqueue(await ports.orders.open(orderId), event, ports.now()));
}

async function takeVerification(ports: TakeEventPorts, event: DomainEvent): Promise<number> {
  const asked = readVerification(event.data);
  if (!isId(asked.userId) || new Date(asked.expiresAt) <= ports.now()) return 0;
  return writeMessages(ports, verificationOccasion(event, asked, ports.verifications.urlFor(asked.verificationId)));
}

async function takeCartEvent(ports: TakeEventPorts, event: DomainEvent): Promise<number> {
  const cart = readAbandonedCart(event.data);
  return writeMessages(ports, abandonedCartOccasion(event, cart, userOf(cart)));
}

/** Writes the messages of those of an opened order's events that need not wait any more. Gives how many were new. */
export async function releaseOrder(ports: TakeEventPorts, opened: RememberedOrder): Promise<number> {
  if (opened.waiting.length === 0) return 0;
  const { events, order, waitsUntil } = release(opened, await isReachable(ports, opened), ports.now());
  let written = 0;
  for (const event of events) {
    const occasion = occasionOf(event, order.contact!);
    if (occasion) written += await writeMessages(ports, occasion);
  }
  await ports.orders.save(order, waitsUntil);
  return written;
}

/** Whether a mail about the order has an address; if not, the order is released again when its customer's is known. */
async function isReachable({ audience, links }: TakeEventPorts, { orderId, contact }: RememberedOrder) {
  if (!contact || contact.email !== null || contact.userId === null) return true;
  const { email } = await audience.find(contact.userId, links.ownerOf(contact.userId, null));
  return email !== null || (await audience.awaitAddress(contact.userId, orderId)) === "known";
}

function occasionOf(event: DomainEvent, contact: OrderContact) {
  if (!event.type.startsWith("order.")) return paymentOccasion(event, readPayment(event.data), contact);
  const order = readOrder(event);
  return orderOccasion(event, order, userOf(order));
}

/** The account that an order or a cart is of; null for a guest's. */
function userOf({ customerId }: Pick<OrderData, "customerId">): string | null {
  return customerId !== null && isId(customerId) ? customerId : null;
}
