"use client";

import { Price } from "../design/Price.tsx";
import { formatMoney } from "../locale/format.ts";
import { useCart, useCartWords } from "./CartStoreProvider.tsx";

/** What the cart costs so far. While the server counts again the amounts are faint. */
export function CartTotals() {
  const { words, locale } = useCartWords();
  const cart = useCart((state) => state.cart);
  const isCounting = useCart(({ inFlight, waiting }) => inFlight.length + waiting.length > 0);
  if (!cart?.total || !cart.subtotal) return <p className="text-muted">{words.notPriced}</p>;
  const { subtotal, discount, total } = cart;
  return (
    <div aria-busy={isCounting} className={isCounting ? "opacity-60 transition-opacity" : "transition-opacity"}>
      <dl className="space-y-1">
        {discount && discount.amount > 0 && (
          <>
            <div className="flex justify-between gap-4">
              <dt>{words.subtotal}</dt>
              <dd>
                <Price money={subtotal} locale={locale} />
              </dd>
            </div>
            <div className="flex justify-between gap-4 text-accent">
              <dt>{words.discount}</dt>
              <dd className="tabular-nums">{formatMoney({ ...discount, amount: -discount.amount }, locale)}</dd>
            </div>
          </>
        )}
        <div className="flex items-baseline justify-between gap-4 text-lg font-semibold">
          <dt>{words.total}</dt>
          <dd>
            <Price money={total} locale={locale} />
          </dd>
        </div>
      </dl>
      <p className="mt-1 text-sm text-muted">{cart.pricesIncludeTax ? words.taxIncluded : words.taxOnTop}</p>
    </div>
  );
}
