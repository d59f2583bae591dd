"use client";

import Link from "next/link";
import { CartIcon } from "../design/icons.tsx";
import { fill, fillCounted } from "../locale/fill.ts";
import { useCart, useCartWords } from "./CartStoreProvider.tsx";
import { piecesIn } from "./cartView.ts";

/** How many pieces are in the cart, and the way to it: the drawer, or the page where there is no JavaScript. */
export function CartButton() {
  const { words, locale } = useCartWords();
  const pieces = useCart(({ cart }) => piecesIn(cart));
  const open = useCart((state) => state.open);
  return (
    <Link
      href="/cart"
      prefetch={false}
      className="relative inline-flex size-11 items-center justify-center rounded-full hover:bg-raised"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        open();
      }}
    >
      <CartIcon className="size-6" />
      <span className="sr-only">{fill(words.open, { pieces: fillCounted(words.pieces, pieces, locale) })}</span>
      {pieces > 0 && (
        <span
          aria-hidden="true"
          className="absolute -top-0.5 -right-0.5 min-w-5 rounded-full bg-accent px-1 text-center text-xs leading-5 font-semibold text-on-accent tabular-nums"
        >
          {pieces > 99 ? "99+" : pieces}
        </span>
      )}
    </Link>
  );
}
