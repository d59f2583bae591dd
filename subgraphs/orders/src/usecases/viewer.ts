import { type Caller, endUserOf, hasScope, userIdOf } from "@angidi/subgraph";
import type { KeyOwner } from "../data/once.ts";
import { type Access, accessTo, type Ownership, type Viewer } from "../domain/access.ts";
import type { OrderHead } from "../domain/order.ts";
import { decodeOrderId, encodeOrderId, type OrderKey } from "../domain/orderId.ts";
import type { Actor } from "../domain/timeline.ts";
import type { Ports } from "../ports.ts";

/** Who reads: staff are those who may read everybody's orders. */
export function readerOf(caller: Caller): Viewer {
  return { userId: userIdOf(caller), isStaff: hasScope(caller, "orders:read"), mayHold: true };
}

/** Who changes: staff are those who may change everybody's orders. */
export function writerOf(caller: Caller): Viewer {
  return {
    userId: userIdOf(caller),
    isStaff: hasScope(caller, "orders:write"),
    mayHold: !hasScope(caller, "orders:read"),
  };
}

/** Whose an idempotency key is: a user's own, or that of a guest who holds a capability. */
export function keyOwner(caller: Caller, capability: string): string {
  const userId = userIdOf(caller);
  return userId === null ? capability : `user:${userId}`;
}

/**
 * Whose a key is by which something is done to an order. Whoever did it to a guest's order before they signed in used the key
 * as one who holds the order's id: what it stands for is found by that as well. Staff never did.
 */
export function orderKeyOwner(caller: Caller, order: OrderKey & Ownership): KeyOwner {
  const guest = `order:${encodeOrderId(order)}`;
  const wasAGuests = order.customerId === null || order.claimedBy !== null;
  const isAShopper = userIdOf(caller) !== null && accessTo(order, writerOf(caller)) !== "staff";
  return { caller: keyOwner(caller, guest), formerly: wasAGuests && isAShopper ? guest : null };
}

/** The order of an opaque id, or null when there is none for this viewer: what is not theirs is not there. */
export async function findOrder(
  { orders }: Pick<Ports, "orders">,
  orderId: string,
  viewer: Viewer,
): Promise<Awaited<ReturnType<Ports["orders"]["find"]>>> {
  const key = decodeOrderId(orderId);
  const order = key && (await orders.find(key));
  return order && accessTo(order, viewer) !== "none" ? order : null;
}

/** What the caller may see of an order. */
export function accessOf(order: Ownership, caller: Caller): Access {
  return accessTo(order, readerOf(caller));
}

/** Who does something to an order, as its timeline keeps it: staff by the role that lets them. */
export function actorOf(caller: Caller, order: Pick<OrderHead, "customerId">): Actor {
  const user = endUserOf(caller);
  if (user.kind === "anonymous") return { kind: "GUEST" };
  const { userId } = user;
  if (userId === order.customerId) return { kind: "CUSTOMER", userId };
  if (!hasScope(caller, "orders:write")) return { kind: "GUEST", userId };
  return { kind: "STAFF", userId, role: user.roles.find((role) => role !== "CUSTOMER") ?? "API_KEY" };
}
