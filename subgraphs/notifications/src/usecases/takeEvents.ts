import { isId } from "@angidi/datastores";
import { type DomainEvent, type OrderData, userVerificationRequested } from "@angidi/event-contracts";
import type { AudienceStore } from "../data/audienceStore.ts";
import type { NotificationRepository } from "../data/notificationRepository.ts";
import type { KeptOrder, OrderStore } from "../data/orderStore.ts";
import type { Kind } from "../domain/kind.ts";
import type { NewNotification } from "../domain/notification.ts";
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
  readonly notifications: Pick<NotificationRepository, "add">;
  readonly audience: Pick<AudienceStore, "find" | "rememberUser" | "awaitAddress">;
  readonly orders: Pick<OrderStore, "open" | "save">;
}

/**
 * Learns from events whom to reach, and writes the messages that they are an occasion for, or that waited for them. One that
 * comes too early waits (domain/orderQueue.ts). Gives how many messages were new.
 */
export async function takeEvents(given: TakeEventPorts, events: readonly DomainEvent[]): Promise<number> {
  const ports = { ...given, templates: readOnce(given.templates) };
  const ofOrders = new Map<string, DomainEvent[]>();
  const messages: NewNotification[] = [];
  for (const event of events) {
    const orderId = orderOf(event);
    if (orderId === null) messages.push(...(await takeOther(ports, event)));
    else ofOrders.set(orderId, [...(ofOrders.get(orderId) ?? []), event]);
  }
  const orders = await ports.orders.open([...ofOrders.keys()]);
  const taken = orders.map((order) =>
    ofOrders.get(order.orderId)!.reduce((known, event) => take(known, event, ports.now()), order),
  );
  messages.push(...(await releaseOrders(ports, taken)));
  return ports.notifications.add(messages);
}

/** The order that an event is of; null when it is of none. */
function orderOf({ type, subject, data }: DomainEvent): string | null {
  if (type.startsWith("order.")) return subject;
  return type.startsWith("payment.") ? readPayment(data).orderId : null;
}

/** An order with one more event. */
function take(order: RememberedOrder, event: DomainEvent, now: Date): RememberedOrder {
  if (!event.type.startsWith("order.")) return enqueue(order, event, now);
  const data = readOrder(event);
  const { orderId } = order;
  const { email, number } = data;
  const isNewest = !order.contact || event.subjectVersion >= newestVersion(order);
  const contact = isNewest ? { orderId, userId: userOf(data), email, number } : order.contact;
  return enqueue({ ...order, contact }, event, now);
}

/** The messages of an event of a user or of a cart. */
async function takeOther(ports: TakeEventPorts, event: DomainEvent): Promise<readonly NewNotification[]> {
  if (event.type.startsWith("cart.")) {
    const cart = readAbandonedCart(event.data);
    return writeMessages(ports, abandonedCartOccasion(event, cart, userOf(cart)));
  }
  if (event.type === userVerificationRequested.type) return verification(ports, event);
  const { userId, email, displayName } = readUser(event.data);
  if (!isId(userId)) return [];
  const orderIds = await ports.audience.rememberUser({ userId, email, displayName });
  const welcome = await writeMessages(ports, welcomeOccasion(event, userId, email));
  return [...welcome, ...(await releaseOrders(ports, await ports.orders.open(orderIds)))];
}

/** How to show that an address is one's own; nothing once that has come too late. */
async function verification(ports: TakeEventPorts, event: DomainEvent): Promise<readonly NewNotification[]> {
  const asked = readVerification(event.data);
  if (!isId(asked.userId) || new Date(asked.expiresAt) <= ports.now()) return [];
  return writeMessages(ports, verificationOccasion(event, asked, ports.verifications.urlFor(asked.verificationId)));
}

/** Lets those of opened orders' events go that need not wait any more. Gives how many messages were new. */
export async function releaseWaiting(ports: TakeEventPorts, orderIds: readonly string[]): Promise<number> {
  return ports.notifications.add(await releaseOrders(ports, await ports.orders.open(orderIds)));
}

/** The messages of those of opened orders' events that need not wait any more; the orders are saved. */
async function releaseOrders(ports: TakeEventPorts, opened: readonly RememberedOrder[]): Promise<NewNotification[]> {
  const messages: NewNotification[] = [];
  const kept: KeptOrder[] = [];
  for (const waiting of opened.filter(({ waiting }) => waiting.length > 0)) {
    const { events, order, waitsUntil } = release(waiting, await isReachable(ports, waiting), ports.now());
    for (const event of events) {
      const occasion = occasionOf(event, order.contact!);
      if (occasion) messages.push(...(await writeMessages(ports, occasion)));
    }
    kept.push({ order, waitsUntil });
  }
  await ports.orders.save(kept);
  return messages;
}

/** Templates that are read once for each kind of message. */
function readOnce(templates: TakeEventPorts["templates"]): TakeEventPorts["templates"] {
  const known = new Map<Kind | undefined, ReturnType<typeof templates.active>>();
  return {
    active(kind) {
      const read = known.get(kind) ?? templates.active(kind);
      known.set(kind, read);
      return read;
    },
  };
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
