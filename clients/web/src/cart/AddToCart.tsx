"use client";

import { useActionState } from "react";
import { Button } from "../design/Button.tsx";
import { Notice } from "../design/Notice.tsx";
import type { Messages } from "../locale/messages/index.ts";
import { useCart } from "./CartStoreProvider.tsx";
import { addToCart } from "./cartActions.ts";
import { mostPieces } from "./pending.ts";

/** Puts pieces of a variant into the cart. The drawer opens when they are in it. */
export function AddToCart({
  variantId,
  canBeBought,
  words,
}: {
  readonly variantId: string;
  readonly canBeBought: boolean;
  readonly words: Messages["purchase"]["addToCart"];
}) {
  const act = useCart((state) => state.act);
  const problem = useCart(({ problems }) => problems.variant);
  const isAdding = useCart(({ inFlight, waiting }) =>
    [...inFlight, ...waiting].some((one) => one.kind === "add" && one.variantId === variantId),
  );
  const [answer, submitted] = useActionState(addToCart, null);
  const told = problem ?? (answer && answer.kind !== "changed" ? answer.message : undefined);
  return (
    <form
      action={submitted}
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const quantity = Number(new FormData(event.currentTarget).get("quantity"));
        act({ kind: "add", variantId, quantity: Math.max(1, Math.min(Math.trunc(quantity) || 1, mostPieces)) });
      }}
    >
      <input type="hidden" name="variantId" value={variantId} />
      <div>
        <label htmlFor="add-quantity" className="mb-1 block text-sm font-medium">
          {words.quantity}
        </label>
        <input
          id="add-quantity"
          name="quantity"
          type="number"
          inputMode="numeric"
          min={1}
          max={mostPieces}
          defaultValue={1}
          required
          className="min-h-11 w-20 rounded-lg border border-control bg-surface px-3 text-center tabular-nums"
        />
      </div>
      <Button type="submit" disabled={!canBeBought} className="grow">
        {canBeBought ? (isAdding ? words.adding : words.add) : words.notAvailable}
      </Button>
      {told && (
        <div className="basis-full">
          <Notice look="warning">{told}</Notice>
        </div>
      )}
    </form>
  );
}
