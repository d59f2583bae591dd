"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { ButtonLink } from "../design/Button.tsx";
import { CloseIcon } from "../design/icons.tsx";
import { CartLines } from "./CartLines.tsx";
import { useCart, useCartWords } from "./CartStoreProvider.tsx";
import { CartTotals } from "./CartTotals.tsx";
import { EmptyCart } from "./EmptyCart.tsx";

/**
 * The cart at the side of any page. A native dialog: it takes the focus and gives it back, and Escape closes it. A click
 * beside it closes it, too.
 */
export function CartDrawer() {
  const { words } = useCartWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = useCart((state) => state.isOpen);
  const close = useCart((state) => state.close);
  const isEmpty = useCart(({ cart }) => !cart || cart.lines.length === 0);
  const path = usePathname();

  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal();
    if (!isOpen && dialog.current?.open) dialog.current.close();
  }, [isOpen]);

  // Whoever followed a link in it has left it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the path is what it is for
  useEffect(close, [path]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby="cart-drawer-title"
      onClose={close}
      onClick={(event) => event.target === event.currentTarget && close()}
      onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}
      className="fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-full max-w-md translate-x-0 bg-surface text-ink shadow-2xl transition-transform backdrop:bg-black/40 motion-reduce:transition-none starting:translate-x-full print:hidden"
    >
      {isOpen && (
        <div className="flex h-full flex-col">
          <div className="flex items-center justify-between border-b border-line px-5 py-3">
            <h2 id="cart-drawer-title" className="text-xl">
              {words.title}
            </h2>
            <button
              type="button"
              aria-label={words.close}
              onClick={close}
              className="inline-flex size-11 items-center justify-center rounded-full hover:bg-raised"
            >
              <CloseIcon />
            </button>
          </div>
          <div className="grow overflow-y-auto px-5 py-2">{isEmpty ? <EmptyCart /> : <CartLines isNarrow />}</div>
          {!isEmpty && (
            <div className="space-y-4 border-t border-line bg-raised px-5 py-4">
              <CartTotals />
              <div className="grid gap-2">
                <ButtonLink href="/checkout">{words.checkout}</ButtonLink>
                <ButtonLink href="/cart" look="plain">
                  {words.toCart}
                </ButtonLink>
              </div>
            </div>
          )}
        </div>
      )}
    </dialog>
  );
}
