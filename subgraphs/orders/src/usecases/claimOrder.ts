import { type Caller, userIdOf } from "@angidi/subgraph";
import { accessTo } from "../domain/access.ts";
import type { Order } from "../domain/order.ts";
import { decodeOrderId } from "../domain/orderId.ts";
import type { Ports } from "../ports.ts";

/** What came of it. */
export type ClaimOrderOutcome =
  | { readonly kind: "claimed"; readonly order: Order }
  | { readonly kind: "already-claimed" }
  | { readonly kind: "order-not-found" };

/**
 * Makes a guest's order a signed-in user's own, by its id or by its cart's too (by a verified e-mail
 * address: claimOrdersByEmail.ts). A cart that is not the order's is refused like an order that is
 * not there.
 */
export async function claimOrder(
  { orders, claims }: Pick<Ports, "orders" | "claims">,
  { orderId, cartId }: { readonly orderId: string; readonly cartId?: string | null },
  caller: Caller,
): Promise<ClaimOrderOutcome> {
  const key = decodeOrderId(orderId);
  const userId = userIdOf(caller);
  const order = key && userId !== null ? await orders.find(key) : null;
  if (!key || !order || userId === null || accessTo(order, { userId, isStaff: false, mayHold: true }) === "none") {
    return { kind: "order-not-found" };
  }
  if (cartId && cartId.toLowerCase() !== order.cartId) return { kind: "order-not-found" };

  await claims.claim(key, userId, cartId ? "CART" : "ORDER_ID");
  const current = await orders.find(key);
  return current?.customerId === userId ? { kind: "claimed", order: current } : { kind: "already-claimed" };
}
