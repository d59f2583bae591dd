import type { Metadata } from "next";
import Link from "next/link";
import { EmptyCart } from "../../cart/EmptyCart.tsx";
import { loadCart } from "../../cart/loadCart.ts";
import { currentAttempt } from "../../checkout/attempt.ts";
import { initialState, savedAddresses } from "../../checkout/beginning.ts";
import { CheckoutForm } from "../../checkout/CheckoutForm.tsx";
import { countriesIn } from "../../checkout/countries.ts";
import { formWordsOf } from "../../checkout/formWords.ts";
import { Notice } from "../../design/Notice.tsx";
import { ask } from "../../graph/ask.ts";
import { Checkout } from "../../graph/generated/documents.ts";
import { speak } from "../../locale/speak.ts";
import { isSignedIn } from "../../session/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await speak()).words.purchase.checkout.title, robots: { index: false } };
}

export default async function CheckoutPage({
  searchParams,
}: {
  readonly searchParams: Promise<{ readonly payment?: string }>;
}) {
  const [{ words, locale }, signedIn, { payment }] = await Promise.all([speak(), isSignedIn(), searchParams]);
  const [cart, answer] = await Promise.all([loadCart(), signedIn ? ask(Checkout, { isSignedIn: true }) : null]);
  const me = answer?.data.me ?? null;
  const { checkout } = words.purchase;
  const saved = savedAddresses(me?.addresses ?? [], locale);
  const { placed } = await currentAttempt();
  // Its lines would be gone, had it been confirmed; it may hold a code that can be used once.
  const isOfThisCart = placed?.cartKey === cart?.key && placed?.cartVersion === cart?.version;
  const isWaiting = placed !== undefined && isOfThisCart && cart !== null && cart.lines.length > 0;
  return (
    <>
      <h1 className="mb-6 text-3xl">{checkout.title}</h1>
      {payment === "not-confirmed" && (
        <div className="mb-6">
          <Notice look="warning">{checkout.notConfirmed}</Notice>
        </div>
      )}
      {isWaiting && (
        <div className="mb-6">
          <Notice look="warning">
            {checkout.waiting}{" "}
            <Link href={`/orders/${encodeURIComponent(placed.orderId)}`} className="font-medium underline">
              {checkout.justOrdered}
            </Link>
          </Notice>
        </div>
      )}
      {cart && cart.lines.length > 0 ? (
        <CheckoutForm
          initial={initialState(saved)}
          cartId={cart.id}
          signedInAs={me && checkout.signedInAs(me.email)}
          saved={saved}
          countries={countriesIn(locale)}
          words={formWordsOf(words.purchase)}
        />
      ) : (
        <>
          {placed && (
            <p>
              <Link href={`/orders/${encodeURIComponent(placed.orderId)}`} className="text-accent underline">
                {checkout.justOrdered}
              </Link>
            </p>
          )}
          <EmptyCart />
        </>
      )}
    </>
  );
}
