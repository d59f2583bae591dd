"use client";

import Link from "next/link";
import { Picture } from "../design/Picture.tsx";
import { fill } from "../locale/fill.ts";
import { formatMoney } from "../locale/format.ts";
import { CartForm } from "./CartForm.tsx";
import { useCartWords } from "./CartStoreProvider.tsx";
import type { CartLineView } from "./cartView.ts";
import { LineButton } from "./LineButton.tsx";
import { LineWarnings } from "./LineWarnings.tsx";
import { QuantityField } from "./QuantityField.tsx";

/** A line of the cart: what it is, how many, what it costs, what should be known of it, what can be done to it. */
export function CartLine({ line, isNarrow }: { readonly line: CartLineView; readonly isNarrow: boolean }) {
  const { words, locale } = useCartWords();
  const { id, title, variant, path, unitPrice, discount, total, quantity, picture } = line;
  const name = title ?? words.gone;
  return (
    <li className="grid grid-cols-[5rem_1fr] gap-x-4 py-5">
      <Picture media={picture ?? undefined} sizes="5rem" alternative="" className="aspect-square w-20" />
      <div className="min-w-0">
        <div className="flex items-start justify-between gap-3">
          <p className="min-w-0 font-medium">
            {path ? (
              <Link href={path} className="hover:underline">
                {name}
              </Link>
            ) : (
              name
            )}
            {variant && <span className="block text-sm font-normal text-muted">{variant}</span>}
          </p>
          <p className="text-right tabular-nums">
            <span className="font-medium">{total ? formatMoney(total, locale) : "–"}</span>
            {discount && discount.amount > 0 && (
              <span className="block text-sm text-accent">
                {fill(words.lineDiscount, { amount: formatMoney(discount, locale) })}
              </span>
            )}
          </p>
        </div>
        {unitPrice && quantity > 1 && (
          <p className="text-sm text-muted">{fill(words.each, { price: formatMoney(unitPrice, locale) })}</p>
        )}
        <LineWarnings line={line} />
        <CartForm
          lineId={id}
          className={`mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 ${isNarrow ? "" : "sm:gap-x-6"}`}
        >
          <QuantityField lineId={id} name={name} quantity={quantity} />
          <LineButton does="save" label={fill(words.saveNamed, { title: name })}>
            {words.save}
          </LineButton>
          <LineButton does="remove" label={fill(words.removeNamed, { title: name })}>
            {words.remove}
          </LineButton>
        </CartForm>
      </div>
    </li>
  );
}
