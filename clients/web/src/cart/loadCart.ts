import "server-only";
import { createHash } from "node:crypto";
import { loadChrome } from "../chrome/loadChrome.ts";
import { ask } from "../graph/ask.ts";
import { CurrentCart } from "../graph/generated/documents.ts";
import type { CartContentFragment } from "../graph/generated/operations.ts";
import { guestCartId, isSignedIn } from "../session/session.ts";
import { type CartView, viewOfCart } from "./cartView.ts";
import { orderedVersionOf } from "./orderedCart.ts";

/** The shopper's cart for a page; asked together with what is around the page. Null: there is none yet. */
export async function loadCart(): Promise<CartView | null> {
  return toView((await loadChrome()).cart);
}

/** The shopper's cart as it stands now, asked anew. */
export async function readCart(): Promise<CartView | null> {
  const [cartId, signedIn] = await Promise.all([guestCartId(), isSignedIn()]);
  const hasGuestCart = cartId !== undefined && !signedIn;
  if (!hasGuestCart && !signedIn) return null;
  const { data } = await ask(CurrentCart, { cartId: cartId ?? "", hasGuestCart, isSignedIn: signedIn });
  return toView(data.me?.cart ?? data.cart ?? null);
}

/** A cart of the graph as the browser is to have it. */
export async function toView(cart: CartContentFragment | null): Promise<CartView | null> {
  if (!cart) return null;
  const id = (await isSignedIn()) ? cart.id : null;
  const key = keyOf(cart.id);
  return viewOfCart(cart, { key, id, orderedVersion: await orderedVersionOf(key) });
}

/** Names a cart to the browser without being the right to it. */
export function keyOf(cartId: string): string {
  return createHash("sha256").update(cartId).digest("base64url").slice(0, 16);
}
