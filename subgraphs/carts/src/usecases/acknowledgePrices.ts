import type { Money } from "@angidi/money";
import type { CartStore } from "../data/cartStore.ts";
import { acknowledgePrices as acknowledge, type Cart } from "../domain/cart.ts";
import { type CartLineNotFound, type CartNotFound, cartNotFound } from "../domain/refusal.ts";
import { findCart } from "./findCart.ts";

export interface ShownPrices {
  readonly userId: string | null;
  readonly cartId: string;
  /** For one piece, as the shopper was shown it: not as it may have become since. */
  readonly lines: readonly { readonly lineId: string; readonly unitPrice: Money }[];
}

export type AcknowledgePricesResult =
  | { readonly kind: "changed"; readonly cart: Cart }
  | CartNotFound
  | CartLineNotFound;

/** Takes note that the shopper was shown these prices. */
export async function acknowledgePrices(
  ports: { readonly carts: CartStore },
  { userId, cartId, lines }: ShownPrices,
): Promise<AcknowledgePricesResult> {
  const cart = await findCart(ports, cartId, userId);
  if (!cart) return cartNotFound();
  return ports.carts.change<CartLineNotFound>(cart, (current) => acknowledge(current, lines));
}
