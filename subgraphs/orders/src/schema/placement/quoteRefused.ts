import type { QuoteRefused } from "../../services/carts.ts";
import { refusal } from "../userErrors.ts";

/** The type by which a client is told why carts gave no quote. */
const typeOf = {
  CART_NOT_FOUND: "CartNotFound",
  CART_EMPTY: "CartEmpty",
  CART_ALREADY_ORDERED: "CartAlreadyOrdered",
  SHIPPING_METHOD_UNKNOWN: "ShippingMethodUnknown",
  LINE_UNAVAILABLE: "LineUnavailable",
  DESTINATION_NOT_SERVED: "DestinationNotServed",
} as const satisfies Record<QuoteRefused["reason"], string>;

export const quoteRefused = ({ reason, message, path }: QuoteRefused) => refusal(typeOf[reason], message, path ?? null);
