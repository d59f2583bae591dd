import { addToCart, cart } from "./purchase/cart.ts";
import { checkout, summary } from "./purchase/checkout.ts";
import { order } from "./purchase/order.ts";

/** Words of cart, checkout and orders. */
export const purchase = {
  pieces: (count: number) => (count === 1 ? "1 item" : `${count} items`),
  cart,
  addToCart,
  summary,
  checkout,
  order,
};
