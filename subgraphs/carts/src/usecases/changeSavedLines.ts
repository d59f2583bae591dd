import type { CartStore } from "../data/cartStore.ts";
import { type Cart, type CartContent, type CartVersionConflict, cartVersionConflict } from "../domain/cart.ts";
import { type CartLineNotFound, type CartNotFound, cartNotFound, type InvalidInput } from "../domain/refusal.ts";
import { moveToCart as move, saveForLater as save } from "../domain/savedLines.ts";
import { findCart } from "./findCart.ts";

interface SavedLinesPorts {
  readonly carts: CartStore;
}

export interface LinesToMove {
  readonly userId: string | null;
  readonly cartId: string;
  readonly expectedVersion: number | null;
  readonly lineIds: readonly string[];
}

export type MoveLinesResult =
  | { readonly kind: "changed"; readonly cart: Cart }
  | CartVersionConflict
  | CartNotFound
  | CartLineNotFound
  | InvalidInput;

/** Puts lines of a cart aside. */
export function saveForLater(ports: SavedLinesPorts, request: LinesToMove): Promise<MoveLinesResult> {
  return moveLines(ports, request, save);
}

/** Puts lines that were saved for later back into the cart. */
export function moveToCart(ports: SavedLinesPorts, request: LinesToMove): Promise<MoveLinesResult> {
  return moveLines(ports, request, move);
}

async function moveLines(
  ports: SavedLinesPorts,
  { userId, cartId, expectedVersion, lineIds }: LinesToMove,
  moved: (content: CartContent, lineIds: readonly string[]) => ReturnType<typeof save>,
): Promise<MoveLinesResult> {
  const cart = await findCart(ports, cartId, userId);
  if (!cart) return cartNotFound();
  return ports.carts.change<CartVersionConflict | CartLineNotFound | InvalidInput>(cart, (current) => {
    if (expectedVersion !== null && expectedVersion !== current.version) return cartVersionConflict(current);
    return moved(current, lineIds);
  });
}
