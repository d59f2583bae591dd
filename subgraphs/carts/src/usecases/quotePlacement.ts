import type { TypedAddress } from "@angidi/contact";
import type { CartStore } from "../data/cartStore.ts";
import { type Cart, emptiedByOrder } from "../domain/cart.ts";
import { destinationOf } from "../domain/destination.ts";
import { type Quote, quote } from "../domain/quote.ts";
import {
  type CartAlreadyOrdered,
  type CartEmpty,
  type CartNotFound,
  cartAlreadyOrdered,
  cartEmpty,
  cartNotFound,
  type DestinationNotServed,
  destinationNotServed,
  type LineUnavailable,
  type ShippingMethodUnknown,
} from "../domain/refusal.ts";
import { findCart } from "./findCart.ts";
import { type CartPrices, type PricingPorts, priceCart } from "./priceCart.ts";
import { unavailableLine } from "./unavailableLine.ts";

export interface QuotePlacementPorts extends PricingPorts {
  readonly carts: Pick<CartStore, "findToOrder">;
}

export interface QuotePlacement {
  readonly userId: string | null;
  readonly cartId: string;
  readonly shippingAddress: TypedAddress;
  readonly shippingMethodId: string;
  /** Where a guest can be reached. */
  readonly email: string | null;
}

export interface PlacementTerms {
  readonly kind: "quoted";
  /** Whose and of what the terms are; an edited order has no cart, and nothing is said of one. */
  readonly cart: Pick<Cart, "id" | "buyerId" | "checkout" | "version" | "market" | "currency">;
  /** What is priced by itself, with the line that it is of. */
  readonly lines: readonly { readonly id: string; readonly lineId: string }[];
  readonly prices: Pick<CartPrices, "priced" | "variants">;
  readonly quote: Quote;
}

export type QuotePlacementResult =
  | PlacementTerms
  | CartNotFound
  | CartEmpty
  | CartAlreadyOrdered
  | ShippingMethodUnknown
  | LineUnavailable
  | DestinationNotServed;

/**
 * The terms on which an order of the cart is placed. Limits of use are not looked at: redeeming keeps them, for this
 * order alone, and an order whose code is used up is refused there.
 */
export async function quotePlacement(
  ports: QuotePlacementPorts,
  { userId, cartId, shippingAddress, shippingMethodId, email }: QuotePlacement,
): Promise<QuotePlacementResult> {
  const find = (ids: readonly string[]) => ports.carts.findToOrder(ids, { at: ports.now(), email });
  const cart = await findCart({ carts: { find } }, cartId, userId);
  if (!cart) return cartNotFound();
  if (emptiedByOrder(cart)) return cartAlreadyOrdered();
  if (cart.lines.length === 0) return cartEmpty();

  // Orders has checked the address before it asks; what is left to go wrong is the country.
  const destination = destinationOf(shippingAddress);
  if (destination.kind !== "destination") return destinationNotServed();
  const prices = await priceCart(ports, cart, "left-to-redemption");
  const unavailable = unavailableLine(cart, prices);
  if (unavailable) return unavailable;

  const quoted = quote(prices.priced, destination.destination, shippingMethodId, cart.pricesIncludeTax);
  if (quoted.kind !== "quoted") return quoted;
  const lines = cart.lines.map(({ id }) => ({ id, lineId: id }));
  return { kind: "quoted", cart, lines, prices, quote: quoted.quote };
}
