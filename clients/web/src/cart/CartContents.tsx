"use client";

import { ButtonLink } from "../design/Button.tsx";
import { CartLines } from "./CartLines.tsx";
import { useCart, useCartWords } from "./CartStoreProvider.tsx";
import { CartTotals } from "./CartTotals.tsx";
import { DiscountCodes } from "./DiscountCodes.tsx";
import { EmptyCart } from "./EmptyCart.tsx";
import { SavedLines } from "./SavedLines.tsx";

/** The whole cart, as its page shows it. */
export function CartContents() {
  const { words } = useCartWords();
  const isEmpty = useCart(({ cart }) => !cart || cart.lines.length === 0);
  return (
    <>
      {isEmpty ? (
        <EmptyCart />
      ) : (
        <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[1fr_22rem]">
          <div>
            <CartLines />
          </div>
          <div className="space-y-6 self-start rounded-2xl bg-raised p-6 lg:sticky lg:top-6">
            <DiscountCodes />
            <CartTotals />
            <ButtonLink href="/checkout" className="w-full">
              {words.checkout}
            </ButtonLink>
          </div>
        </div>
      )}
      <SavedLines />
    </>
  );
}
