"use client";

import { Notice } from "../design/Notice.tsx";
import { CartLine } from "./CartLine.tsx";
import { useCart } from "./CartStoreProvider.tsx";

/** The lines of the cart, each with what can be done to it. `isNarrow`: there is room for one column alone. */
export function CartLines({ isNarrow = false }: { readonly isNarrow?: boolean }) {
  const lines = useCart(({ cart }) => cart?.lines);
  const problem = useCart(({ problems }) => problems.cart ?? problems.variant);
  return (
    <>
      {problem && <Notice look="warning">{problem}</Notice>}
      <ul className="divide-y divide-line">
        {lines?.map((line) => (
          <CartLine key={line.id} line={line} isNarrow={isNarrow} />
        ))}
      </ul>
    </>
  );
}
