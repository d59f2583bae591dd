import "server-only";
import { cache } from "react";
import { ask, GraphUnavailable } from "../graph/ask.ts";
import { Chrome } from "../graph/generated/documents.ts";
import { speak } from "../locale/speak.ts";
import { guestCartId, isSignedIn } from "../session/session.ts";

/**
 * What is around the content of a page: the categories, who is signed in, and the cart. Asked once for a page, however
 * many parts of it want to know; alongside the page's own request. Without an answer the page has no more than its frame.
 */
export const loadChrome = cache(async () => {
  const [cartId, signedIn, { locale }] = await Promise.all([guestCartId(), isSignedIn(), speak()]);
  const data = await ask(Chrome, {
    cartId: cartId ?? "",
    hasGuestCart: cartId !== undefined && !signedIn,
    isSignedIn: signedIn,
    locale,
  }).then(
    (answer) => answer.data,
    (error: unknown) => {
      if (error instanceof GraphUnavailable) return { categories: [], me: null, cart: null };
      throw error;
    },
  );
  const cart = data.me?.cart ?? data.cart ?? null;
  return { categories: data.categories, me: data.me ?? null, cart };
});
