import { randomUUID } from "node:crypto";
import { newId } from "@angidi/datastores";
import type { NewNotification } from "../src/domain/notification.ts";

/** A mail about an order of its own, unless a test says otherwise. */
export function aMessage(changes: Partial<NewNotification> = {}): NewNotification {
  return {
    id: newId(),
    eventId: newId(),
    kind: "ORDER_SHIPPED",
    channel: "EMAIL",
    userId: null,
    orderId: randomUUID(),
    orderVersion: null,
    recipient: "ann@example.test",
    locale: "en",
    templateVersion: 0,
    subject: "On its way 🚚",
    body: "Your order is on its way.",
    html: "<p>Your order is on its way.</p>",
    unsubscribeUrl: null,
    createdAt: new Date("2026-03-10T12:00:00Z"),
    ...changes,
  };
}
