import { type Cart, emptiedByOrder } from "../domain/cart.ts";
import { countryCodes } from "../domain/countries.ts";
import type { Address } from "../domain/destination.ts";
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
import { type FindCartPorts, findCart } from "./findCart.ts";
import { type CartPrices, type PricingPorts, priceCart } from "./priceCart.ts";
import { unavailableLine } from "./unavailableLine.ts";

export interface QuotePlacement {
  readonly userId: string | null;
  readonly cartId: string;
  readonly shippingAddress: Pick<Address, "countryCode" | "region">;
  readonly shippingMethodId: string;
}

export interface PlacementTerms {
  readonly kind: "quoted";
  readonly cart: Cart;
  readonly prices: CartPrices;
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
  ports: FindCartPorts & PricingPorts,
  { userId, cartId, shippingAddress, shippingMethodId }: QuotePlacement,
): Promise<QuotePlacementResult> {
  const cart = await findCart(ports, cartId, userId);
  if (!cart) return cartNotFound();
  if (emptiedByOrder(cart)) return cartAlreadyOrdered();
  if (cart.lines.length === 0) return cartEmpty();

  const countryCode = shippingAddress.countryCode.trim().toUpperCase();
  if (!countryCodes.has(countryCode)) return destinationNotServed();
  const prices = await priceCart(ports, cart, "left-to-redemption");
  const unavailable = unavailableLine(cart, prices);
  if (unavailable) return unavailable;

  const quoted = quote(prices.priced, { countryCode, region: shippingAddress.region ?? null }, shippingMethodId);
  if (quoted.kind !== "quoted") return quoted;
  return { kind: "quoted", cart, prices, quote: quoted.quote };
}
