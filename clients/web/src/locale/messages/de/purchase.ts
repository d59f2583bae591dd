import type { Messages } from "../index.ts";
import { addToCart, cart } from "./purchase/cart.ts";
import { checkout, summary } from "./purchase/checkout.ts";
import { order } from "./purchase/order.ts";

export const purchase: Messages["purchase"] = {
  pieces: (count) => `${count} Artikel`,
  cart,
  addToCart,
  summary,
  checkout,
  order,
};
