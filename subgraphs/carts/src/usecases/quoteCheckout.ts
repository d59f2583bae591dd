import type { TypedAddress } from "@angidi/contact";
import { destinationOf } from "../domain/destination.ts";
import type { PricedCart } from "../domain/pricing.ts";
import { type Quote, quote } from "../domain/quote.ts";
import {
  type CartEmpty,
  type CartNotFound,
  cartEmpty,
  cartNotFound,
  type DiscountCodeUsedUp,
  discountCodeUsedUp,
  type InvalidInput,
  type LineUnavailable,
  type ShippingMethodUnknown,
} from "../domain/refusal.ts";
import { type FindCartPorts, findCart } from "./findCart.ts";
import { type PricingPorts, priceCart } from "./priceCart.ts";
import { unavailableLine } from "./unavailableLine.ts";

export interface QuoteCheckout {
  readonly userId: string | null;
  readonly cartId: string;
  readonly shippingAddress: TypedAddress;
  /** Null: the first that leads there. */
  readonly shippingMethodId: string | null;
}

export type QuoteCheckoutResult =
  | { readonly kind: "quoted"; readonly quote: Quote; readonly priced: PricedCart }
  | CartNotFound
  | CartEmpty
  | LineUnavailable
  | ShippingMethodUnknown
  | DiscountCodeUsedUp
  | InvalidInput;

/** What an order of the cart would cost, or what would stand against it. */
export async function quoteCheckout(
  ports: FindCartPorts & PricingPorts,
  { userId, cartId, shippingAddress, shippingMethodId }: QuoteCheckout,
): Promise<QuoteCheckoutResult> {
  const addressed = destinationOf(shippingAddress);
  if (addressed.kind !== "destination") return addressed;
  const cart = await findCart(ports, cartId, userId);
  if (!cart) return cartNotFound();
  if (cart.lines.length === 0) return cartEmpty();

  const prices = await priceCart(ports, cart);
  const unavailable = unavailableLine(cart, prices);
  if (unavailable) return unavailable;
  const [usedUp] = prices.usedUp;
  if (usedUp) return discountCodeUsedUp(usedUp.code, "cartId");
  const quoted = quote(prices.priced, addressed.destination, shippingMethodId, cart.pricesIncludeTax);
  return quoted.kind === "quoted" ? { ...quoted, priced: prices.priced } : quoted;
}
