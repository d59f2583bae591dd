import "server-only";
import { change } from "../graph/ask.ts";
import { AddToCart } from "../graph/generated/documents.ts";
import { guestCartId, isSignedIn, keepGuestCart } from "../session/session.ts";
import { answerOf } from "./answerOf.ts";
import type { CartAnswer } from "./cartAnswer.ts";

/** Adds pieces of variants to the shopper's cart; of a guest who has none, or whose is gone, to a new one. */
export async function addLines(
  lines: readonly { readonly variantId: string; readonly quantity: number }[],
): Promise<CartAnswer> {
  const signedIn = await isSignedIn();
  const cartId = signedIn ? undefined : await guestCartId();
  const first = await add(cartId, lines);
  // Nothing was added to a cart that is not there, so this is no second time.
  const result = first.__typename === "CartNotFound" && cartId !== undefined ? await add(undefined, lines) : first;
  if (!signedIn && result.__typename === "CartChanged" && result.cart.id !== cartId) {
    await keepGuestCart(result.cart.id);
  }
  return answerOf(result);
}

async function add(
  cartId: string | undefined,
  lines: readonly { readonly variantId: string; readonly quantity: number }[],
) {
  const { data } = await change(AddToCart, { input: { ...(cartId && { cartId }), lines } });
  return data.addCartLines;
}
