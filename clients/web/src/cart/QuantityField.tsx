"use client";

import { useEffect, useState } from "react";
import { fill } from "../locale/fill.ts";
import { useCart, useCartWords } from "./CartStoreProvider.tsx";
import { mostPieces } from "./pending.ts";

/** The quantity of a line: one fewer, typed, one more. What is typed counts on Enter, or when the field is left. */
export function QuantityField({
  lineId,
  name,
  quantity,
}: {
  readonly lineId: string;
  readonly name: string;
  readonly quantity: number;
}) {
  const { words } = useCartWords();
  const act = useCart((state) => state.act);
  const [typed, setTyped] = useState(String(quantity));
  useEffect(() => setTyped(String(quantity)), [quantity]);

  function commit() {
    const wished = Number.parseInt(typed, 10);
    if (Number.isInteger(wished) && wished >= 0 && wished !== quantity) {
      act({ kind: "set", lineId, quantity: Math.min(wished, mostPieces) });
    } else setTyped(String(quantity));
  }

  return (
    <div className="inline-flex items-center rounded-full border border-control">
      {/* First, so that it is what Enter presses where there is no JavaScript. */}
      <button
        type="submit"
        name="do"
        value="set"
        className="hidden min-h-11 px-3 text-sm underline noscript:inline-block"
      >
        {words.update}
      </button>
      <button
        type="submit"
        name="do"
        value="less"
        aria-label={fill(words.less, { title: name })}
        className="size-11 rounded-l-full text-lg hover:bg-raised"
      >
        −
      </button>
      <input
        name="quantity"
        type="number"
        inputMode="numeric"
        min={0}
        max={mostPieces}
        aria-label={fill(words.quantity, { title: name })}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          commit();
        }}
        className="h-11 w-12 bg-transparent text-center tabular-nums [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none [&::-webkit-outer-spin-button]:appearance-none"
      />
      <button
        type="submit"
        name="do"
        value="more"
        disabled={quantity >= mostPieces}
        aria-label={fill(words.more, { title: name })}
        className="size-11 rounded-r-full text-lg hover:bg-raised disabled:opacity-50"
      >
        +
      </button>
    </div>
  );
}
