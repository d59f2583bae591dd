import type { ReactNode } from "react";
import type { CartContentFragment } from "../graph/generated/operations.ts";
import { speak } from "../locale/speak.ts";
import { CartStoreProvider } from "./CartStoreProvider.tsx";
import type { CartWords } from "./cartWords.ts";
import { toView } from "./loadCart.ts";

/** Gives everything inside of it the cart that came with the page, and what is done to it from then on. */
export async function CartProvider({
  cart,
  words,
  children,
}: {
  readonly cart: CartContentFragment | null;
  readonly words: { readonly cart: CartWords };
  readonly children: ReactNode;
}) {
  const [{ locale }, view] = await Promise.all([speak(), toView(cart)]);
  return (
    <CartStoreProvider cart={view} words={words.cart} locale={locale}>
      {children}
    </CartStoreProvider>
  );
}
