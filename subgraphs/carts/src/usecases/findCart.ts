import { type Cart, mayUse } from "../domain/cart.ts";

export interface FindCartPorts {
  readonly carts: { find(ids: readonly string[]): Promise<(Cart | null)[]> };
}

/** The carts that ids lead to, null for those that are not there or not for this user. */
export async function findCarts(
  { carts }: FindCartPorts,
  ids: readonly string[],
  userId: string | null,
): Promise<(Cart | null)[]> {
  const found = await carts.find(ids);
  return found.map((cart) => (cart && mayUse(cart, userId) ? cart : null));
}

/** One of them. */
export async function findCart(ports: FindCartPorts, id: string, userId: string | null): Promise<Cart | null> {
  const [cart] = await findCarts(ports, [id], userId);
  return cart ?? null;
}
