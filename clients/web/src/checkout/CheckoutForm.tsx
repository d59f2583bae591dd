"use client";

import Link from "next/link";
import { unstable_rethrow } from "next/navigation";
import { useActionState, useEffect, useRef, useState, useTransition } from "react";
import { useCart } from "../cart/CartStoreProvider.tsx";
import { CartTotals } from "../cart/CartTotals.tsx";
import { DiscountCodes } from "../cart/DiscountCodes.tsx";
import { Button } from "../design/Button.tsx";
import { fill } from "../locale/fill.ts";
import { AddressStep, type SavedAddress } from "./AddressStep.tsx";
import { CheckoutNotice } from "./CheckoutNotice.tsx";
import { ContactStep } from "./ContactStep.tsx";
import { checkOut } from "./checkoutActions.ts";
import { type CheckoutState, submit } from "./checkoutState.ts";
import type { Country } from "./countries.ts";
import type { FormWords } from "./formWords.ts";
import { PaymentStep } from "./PaymentStep.tsx";
import { isComplete, pricedBy } from "./pricedBy.ts";
import { ShippingStep } from "./ShippingStep.tsx";
import { Summary } from "./Summary.tsx";

/**
 * The checkout: one form, which the server answers with what it costs, then with the order. With JavaScript the price comes
 * by itself when the address is there, and again when something changes that it depends on.
 */
export function CheckoutForm({
  initial,
  cartId,
  signedInAs,
  saved,
  countries,
  words,
}: {
  readonly initial: CheckoutState;
  /** A customer's; null for a guest. */
  readonly cartId: string | null;
  readonly signedInAs: string | null;
  readonly saved: readonly SavedAddress[];
  readonly countries: readonly Country[];
  readonly words: FormWords;
}) {
  const [served, serve] = useActionState(checkOut, initial);
  const [state, setState] = useState(served);
  const [doing, setDoing] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const asked = useRef("");
  const isSubmitted = useRef(false);
  const version = useCart(({ confirmed }) => confirmed?.version);
  const refresh = useCart((cart) => cart.refresh);
  const { quote } = state;

  function send(what: string, entries: FormData) {
    if (isPending && doing !== "quote") return;
    entries.set("do", what);
    asked.current = pricedBy(entries);
    setDoing(what);
    startTransition(async () => {
      const next = await submit(checkOut, state, entries, {
        lost: words.unavailable,
        pause: () => new Promise((resolve) => setTimeout(resolve, 1_500)),
        isSignal,
      });
      setState(next);
      if (what === "take") void refresh();
    });
  }

  /** Asks for the price if it depends on what has changed, and there is enough to ask with. */
  function quoteAgain(isForced = false) {
    if (!form.current) return;
    const entries = new FormData(form.current);
    const isNew = isForced || pricedBy(entries) !== asked.current;
    if (isNew && isComplete(entries)) send("quote", entries);
  }

  // A code that was applied, or a line that was changed in another window, changes the price.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the version is what it is for
  useEffect(() => quoteAgain(quote !== null && version !== quote.cartVersion), [version]);

  // Who pressed a button hears what came of it: at the first field that is wrong, else at what is told.
  useEffect(() => {
    if (!isSubmitted.current || !state.told) return;
    isSubmitted.current = false;
    const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid]");
    (wrong ?? notice.current)?.focus();
  }, [state]);

  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[1fr_24rem]">
      <form
        ref={form}
        action={serve}
        noValidate
        onBlur={() => quoteAgain()}
        onChange={({ target }) => {
          if (target instanceof HTMLInputElement && target.type === "radio" && target.name !== "payment") quoteAgain();
          if (target instanceof HTMLSelectElement) quoteAgain();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          const { submitter } = event.nativeEvent as SubmitEvent;
          const what = submitter instanceof HTMLButtonElement ? submitter.value : "quote";
          isSubmitted.current = true;
          send(what, new FormData(event.currentTarget));
        }}
      >
        {cartId && <input type="hidden" name="cartId" value={cartId} />}
        {quote && (
          <>
            <input type="hidden" name="cartVersion" value={quote.cartVersion} />
            <input type="hidden" name="amount" value={quote.total.amount} />
            <input type="hidden" name="currency" value={quote.total.currency} />
          </>
        )}
        {/* What Enter presses: never the order itself. */}
        <button type="submit" name="do" value="quote" tabIndex={-1} aria-hidden="true" className="hidden">
          {words.findShipping}
        </button>
        <ContactStep signedInAs={signedInAs} state={state} words={words} />
        <AddressStep saved={saved} countries={countries} state={state} words={words} />
        <ShippingStep state={state} words={words} />
        <PaymentStep state={state} words={words} />
        <div ref={notice} tabIndex={-1} className="mb-4 outline-none">
          <CheckoutNotice state={state} words={words} />
        </div>
        {quote && (
          <div className="mb-6 rounded-2xl bg-raised p-6 lg:hidden">
            <Summary quote={quote} words={words} />
          </div>
        )}
        {quote ? (
          <Button type="submit" name="do" value="place" className="w-full text-lg" aria-disabled={isPending}>
            {isPending && doing === "place" ? words.placing : fill(words.place, { total: quote.totalText })}
          </Button>
        ) : (
          <Button type="submit" name="do" value="quote" className="w-full" aria-disabled={isPending}>
            {isPending ? words.finding : words.findShipping}
          </Button>
        )}
      </form>
      <aside aria-labelledby="summary-title" className="self-start rounded-2xl bg-raised p-6 lg:sticky lg:top-6">
        <div className="mb-4 flex items-baseline justify-between gap-4">
          <h2 id="summary-title" className="text-xl">
            {words.summary}
          </h2>
          <Link href="/cart" className="text-sm underline underline-offset-4">
            {words.backToCart}
          </Link>
        </div>
        <div aria-busy={isPending} className={isPending ? "opacity-60 transition-opacity" : "transition-opacity"}>
          {quote ? (
            <div className="hidden lg:block">
              <Summary quote={quote} words={words} />
            </div>
          ) : (
            <CartTotals />
          )}
        </div>
        <div className="mt-6 border-t border-line pt-4 noscript:hidden">
          <DiscountCodes />
        </div>
        {/* Another form than the checkout's: without JavaScript, sending it would lose what was entered there. */}
        <p className="mt-6 hidden noscript:block">
          <Link href="/cart" className="underline">
            {words.codeAtCart}
          </Link>
        </p>
        <p role="status" className="sr-only">
          {quote && fill(words.newTotal, { total: quote.totalText })}
        </p>
      </aside>
    </div>
  );
}

/** Whether it is the router's own, such as a redirect, rather than a failure. */
function isSignal(error: unknown): boolean {
  try {
    unstable_rethrow(error);
    return false;
  } catch {
    return true;
  }
}
