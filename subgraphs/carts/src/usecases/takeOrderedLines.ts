import type { LockedCarts } from "../data/cartStore.ts";
import { type OrderedLine, takeOrderedLines as take } from "../domain/ordered.ts";

export interface TakeOrderedLinesPorts {
  readonly carts: LockedCarts;
  readonly redemptions: { usedBy(orderId: string): Promise<readonly string[]> };
}

export interface ConfirmedOrder {
  readonly orderId: string;
  readonly cartId: string;
  readonly checkout: number;
  readonly lines: readonly OrderedLine[];
}

export interface ClosedCheckout {
  /** Whether a customer waits for the rest of the cart. */
  readonly isAwaited: boolean;
}

/**
 * Closes a checkout: takes the ordered pieces and the used codes out of the cart. Of a guest's cart that was merged since
 * they are taken out of the customer's. The checkout's number makes it happen once, whatever the event's id is.
 */
export async function takeOrderedLines(ports: TakeOrderedLinesPorts, order: ConfirmedOrder): Promise<ClosedCheckout> {
  const { carts, redemptions } = ports;
  const cart = await carts.lock(order.cartId);
  if (!cart || cart.checkout > order.checkout) return { isAwaited: false };
  const used = await redemptions.usedBy(order.orderId);
  const checkout = order.checkout + 1;

  if (cart.mergedInto === null) {
    const version = cart.version + 1;
    const next = { ...cart, ...take(cart, order.lines, used), version, checkout, orderedVersion: version };
    return { isAwaited: (await carts.save(next)).adopterId !== null };
  }
  const merged = await carts.lock(cart.mergedInto);
  if (merged) await carts.save({ ...merged, ...take(merged, order.lines, used), version: merged.version + 1 });
  await carts.save({ ...cart, checkout });
  return { isAwaited: false };
}
