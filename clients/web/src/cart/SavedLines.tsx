"use client";

import Link from "next/link";
import { fill } from "../locale/fill.ts";
import { formatMoney } from "../locale/format.ts";
import { CartForm } from "./CartForm.tsx";
import { useCart, useCartWords } from "./CartStoreProvider.tsx";
import { LineButton } from "./LineButton.tsx";

/** What was put aside. */
export function SavedLines() {
  const { words, locale } = useCartWords();
  const lines = useCart(({ cart }) => cart?.savedLines);
  if (!lines || lines.length === 0) return null;
  return (
    <section aria-labelledby="saved-title" className="mt-12">
      <h2 id="saved-title" className="text-xl">
        {words.savedTitle}
      </h2>
      <ul className="mt-2 divide-y divide-line">
        {lines.map(({ id, title, variant, path, quantity, unitPrice }) => {
          const name = title ?? words.gone;
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 py-3">
              <p>
                {quantity} ×{" "}
                {path ? (
                  <Link href={path} className="font-medium hover:underline">
                    {name}
                  </Link>
                ) : (
                  name
                )}
                {variant && <span className="text-muted"> {variant}</span>}
                {unitPrice && (
                  <span className="block text-sm text-muted">
                    {fill(words.each, { price: formatMoney(unitPrice, locale) })}
                  </span>
                )}
              </p>
              <CartForm lineId={id} className="flex gap-x-6">
                <LineButton does="move" label={fill(words.moveNamed, { title: name })}>
                  {words.move}
                </LineButton>
                <LineButton does="remove" label={fill(words.removeNamed, { title: name })}>
                  {words.remove}
                </LineButton>
              </CartForm>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
