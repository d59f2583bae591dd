"use client";

import { fill, fillCounted } from "../locale/fill.ts";
import { formatMoney } from "../locale/format.ts";
import { CartForm } from "./CartForm.tsx";
import { useCartWords } from "./CartStoreProvider.tsx";
import type { CartLineView, LineWarning } from "./cartView.ts";
import { LineButton } from "./LineButton.tsx";

/** What should be known of a line, with what helps. */
export function LineWarnings({ line }: { readonly line: CartLineView }) {
  return line.warnings.map((warning) => (
    <div
      key={warning.kind}
      className="mt-2 flex flex-wrap items-center justify-between gap-x-3 rounded-lg bg-warning-soft px-3 py-1 text-sm text-warning"
    >
      <Warning line={line} warning={warning} />
    </div>
  ));
}

function Warning({ line, warning }: { readonly line: CartLineView; readonly warning: LineWarning }) {
  const { words, locale } = useCartWords();
  switch (warning.kind) {
    case "few-left":
      return (
        <>
          <span>{fillCounted(words.warnings["few-left"], warning.available, locale)}</span>
          <CartForm lineId={line.id}>
            <input type="hidden" name="quantity" value={warning.available} />
            <LineButton does="set">{fillCounted(words.takeAvailable, warning.available, locale)}</LineButton>
          </CartForm>
        </>
      );
    case "price-changed": {
      const [before, now] = [formatMoney(warning.before, locale), formatMoney(warning.now, locale)];
      return (
        <>
          <span>{fill(words.warnings["price-changed"], { before, now })}</span>
          <CartForm lineId={line.id}>
            <input type="hidden" name="amount" value={warning.now.amount} />
            <input type="hidden" name="currency" value={warning.now.currency} />
            <LineButton does="acknowledge">{words.acknowledge}</LineButton>
          </CartForm>
        </>
      );
    }
    default:
      return <span className="py-1">{words.warnings[warning.kind]}</span>;
  }
}
