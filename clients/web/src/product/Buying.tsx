import { AddToCart } from "../cart/AddToCart.tsx";
import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";
import type { ShownProduct, Stock } from "./loadProduct.ts";
import { OptionLinks } from "./OptionLinks.tsx";
import { StockText } from "./StockText.tsx";

/** The choice of a variant, whether it is there, and the way into the cart; what stock says of it once that is known. */
export function Buying({
  product,
  variantId,
  chosen,
  stock,
  isKnown,
  words,
  locale,
}: {
  readonly product: ShownProduct;
  /** The chosen variant; undefined for a combination that does not exist. */
  readonly variantId: string | undefined;
  readonly chosen: ReadonlyMap<string, string>;
  readonly stock: Stock;
  /** Whether stock has answered, be it that it cannot tell. */
  readonly isKnown: boolean;
  readonly words: Messages;
  readonly locale: Locale;
}) {
  const availability = (variantId && stock?.get(variantId)) || null;
  return (
    <>
      <OptionLinks product={product} chosen={chosen} stock={stock} words={words.browse.product} />
      {variantId && (
        <>
          {isKnown ? (
            <StockText availability={availability} words={words.browse.product} locale={locale} />
          ) : (
            <p className="text-muted">
              {words.browse.product.checking}
              <noscript> {words.browse.product.noScript}</noscript>
            </p>
          )}
          <AddToCart
            variantId={variantId}
            canBeBought={availability?.status !== "OUT_OF_STOCK"}
            words={words.purchase.addToCart}
          />
        </>
      )}
    </>
  );
}
