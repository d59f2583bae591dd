import "server-only";
import { ask } from "../graph/ask.ts";
import { Quote } from "../graph/generated/documents.ts";
import { speak } from "../locale/speak.ts";
import type { Told } from "./checkoutState.ts";
import type { Address, EnteredField } from "./entered.ts";
import { addressFields } from "./entered.ts";
import { type QuoteView, viewOfQuote } from "./quoteView.ts";

export type Quoted =
  | { readonly kind: "quoted"; readonly quote: QuoteView }
  | { readonly kind: "invalid"; readonly field: EnteredField }
  | { readonly kind: "refused"; readonly told: Told };

/** What the cart costs at an address, or why that cannot be said. A shipping method that does not lead there is left out. */
export async function askQuote(cartId: string, address: Address, shippingMethodId: string): Promise<Quoted> {
  const { words, locale } = await speak();
  const input = { cartId, shippingAddress: address, ...(shippingMethodId && { shippingMethodId }) };
  const { data } = await ask(Quote, { input, cartId });
  const { checkoutQuote: result, cart } = data;
  if (result.__typename === "CheckoutQuote") {
    if (cart) return { kind: "quoted", quote: viewOfQuote(result, cart, words.purchase, locale) };
    return { kind: "refused", told: { kind: "refused", message: words.purchase.checkout.cartGone } };
  }
  if (result.__typename === "ShippingMethodUnknown" && shippingMethodId && result.path?.[0] === "shippingMethodId") {
    return askQuote(cartId, address, "");
  }
  const field = addressFields.find((name) => name === result.path?.at(-1));
  if (result.__typename === "InvalidInput" && field) return { kind: "invalid", field };
  return { kind: "refused", told: { kind: "refused", message: refusalIn(words.purchase.checkout, result.__typename) } };
}

/** A refusal of a quote or an order in words. */
export function refusalIn(
  words: Awaited<ReturnType<typeof speak>>["words"]["purchase"]["checkout"],
  type: string,
): string {
  const messages: Readonly<Record<string, string>> = {
    CartNotFound: words.cartGone,
    CartEmpty: words.cartGone,
    CartAlreadyOrdered: words.alreadyOrdered,
    LineUnavailable: words.lineUnavailable,
    ShippingMethodUnknown: words.destinationNotServed,
    DestinationNotServed: words.destinationNotServed,
    DiscountCodeUsedUp: words.codeGone,
    DiscountCodeUnknown: words.codeGone,
  };
  return messages[type] ?? words.refused;
}
