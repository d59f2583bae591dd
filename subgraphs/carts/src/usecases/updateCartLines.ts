import type { CartStore } from "../data/cartStore.ts";
import {
  type Cart,
  type CartVersionConflict,
  cartVersionConflict,
  checkQuantities,
  setQuantities,
} from "../domain/cart.ts";
import { type CartLineNotFound, type CartNotFound, cartNotFound, type InvalidInput } from "../domain/refusal.ts";
import { findCart } from "./findCart.ts";

export interface UpdateCartLines {
  readonly userId: string | null;
  readonly cartId: string;
  readonly expectedVersion: number | null;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

export type UpdateCartLinesResult =
  | { readonly kind: "changed"; readonly cart: Cart }
  | CartVersionConflict
  | CartNotFound
  | CartLineNotFound
  | InvalidInput;

/** Changes the quantities of a cart's lines, saved ones too, unless the cart is not the one that the client knows any more. */
export async function updateCartLines(
  ports: { readonly carts: CartStore },
  { userId, cartId, expectedVersion, lines }: UpdateCartLines,
): Promise<UpdateCartLinesResult> {
  const invalid = checkQuantities(lines, 0);
  if (invalid) return invalid;
  const cart = await findCart(ports, cartId, userId);
  if (!cart) return cartNotFound();
  return ports.carts.change<CartVersionConflict | CartLineNotFound>(cart, (current) => {
    if (expectedVersion !== null && expectedVersion !== current.version) return cartVersionConflict(current);
    return setQuantities(current, lines);
  });
}
