import type { LockedCarts } from "../data/cartStore.ts";
import type { CartContent } from "../domain/cart.ts";
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
  const checkout = order.checkout + 1;
  // Most carts have no code that could have been used.
  const left = async (content: CartContent) =>
    take(content, order.lines, content.promotionIds.length > 0 ? await redemptions.usedBy(order.orderId) : []);

  if (cart.mergedInto === null) {
    const version = cart.version + 1;
    const next = { ...cart, ...(await left(cart)), version, checkout, orderedVersion: version };
    return { isAwaited: (await carts.save(next)).adopterId !== null };
  }
  const merged = await carts.lock(cart.mergedInto);
  if (merged) await carts.save({ ...merged, ...(await left(merged)), version: merged.version + 1 });
  await carts.save({ ...cart, checkout });
  return { isAwaited: false };
}
