"use client";

import { useEffect, useRef } from "react";
import { Button } from "../design/Button.tsx";
import { CheckIcon } from "../design/icons.tsx";
import { fill } from "../locale/fill.ts";
import { CartForm } from "./CartForm.tsx";
import { useCart, useCartWords } from "./CartStoreProvider.tsx";
import { LineButton } from "./LineButton.tsx";

/** The discount codes of the cart: those that were entered, why some give nothing, and a field for one more. */
export function DiscountCodes() {
  const { words } = useCartWords();
  const codes = useCart(({ cart }) => cart?.codes);
  const problem = useCart(({ problems }) => problems.code);
  const isApplying = useCart(({ inFlight, waiting }) =>
    [...inFlight, ...waiting].some(({ kind }) => kind === "apply-code"),
  );
  const field = useRef<HTMLInputElement>(null);
  const entered = codes?.length ?? 0;
  // A code that was taken is listed; the field is for the next one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of their number is what it is for
  useEffect(() => {
    if (field.current) field.current.value = "";
  }, [entered]);
  return (
    <div>
      <ul>
        {codes?.map(({ code, objection }) => (
          <li key={code} className="flex flex-wrap items-center justify-between gap-x-3">
            <p className="min-w-0">
              <span className="font-medium">{code}</span>{" "}
              {objection === null ? (
                <span className="inline-flex items-center gap-1 text-sm text-accent">
                  <CheckIcon className="size-4" /> {words.codeWorks}
                </span>
              ) : (
                <span className="text-sm text-warning">
                  {words.objections[objection as keyof typeof words.objections] ?? ""}
                </span>
              )}
            </p>
            <CartForm>
              <input type="hidden" name="code" value={code} />
              <LineButton does="remove-code" label={fill(words.codeRemove, { code })}>
                {words.remove}
              </LineButton>
            </CartForm>
          </li>
        ))}
      </ul>
      <CartForm>
        <label htmlFor="code" className="mb-1 block text-sm font-medium">
          {words.codeLabel}
        </label>
        <div className="flex gap-2">
          <input
            ref={field}
            id="code"
            name="code"
            required
            maxLength={100}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? "code-problem" : undefined}
            className="min-h-11 w-full min-w-0 rounded-lg border border-control bg-surface px-3 uppercase aria-invalid:border-danger"
          />
          <Button type="submit" name="do" value="apply-code" look="secondary" aria-disabled={isApplying}>
            {words.codeApply}
          </Button>
        </div>
        {problem && (
          <p id="code-problem" className="mt-1 text-sm text-danger">
            {problem}
          </p>
        )}
      </CartForm>
    </div>
  );
}
