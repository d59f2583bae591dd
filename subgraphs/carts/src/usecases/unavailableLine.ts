import type { Cart } from "../domain/cart.ts";
import { type LineUnavailable, lineUnavailable } from "../domain/refusal.ts";
import type { CartPrices } from "./priceCart.ts";

/** The first line of a cart that has no price, hence cannot be bought, if there is one. */
export function unavailableLine(cart: Cart, { priced, variants }: CartPrices): LineUnavailable | undefined {
  const line = cart.lines.find(({ id }) => !priced.lines.has(id));
  return line && lineUnavailable(variants.get(line.id)?.product.title ?? null, "cartId");
}
