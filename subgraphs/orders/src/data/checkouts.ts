import { isId, type Queryable } from "@angidi/datastores";

/** A checkout of a cart. */
export interface CartCheckout {
  readonly buyerId: string;
  readonly cartId: string;
  readonly checkout: number;
}

/** What orders there are of a checkout: whether one holds it, and how many were placed in all. */
export interface CheckoutStanding {
  readonly isHeld: boolean;
  readonly orders: number;
}

export function checkoutStandingIn(database: Queryable): (checkout: CartCheckout) => Promise<CheckoutStanding> {
  return async ({ buyerId, cartId, checkout }) => {
    if (!isId(buyerId) || !isId(cartId)) return { isHeld: false, orders: 0 };
    const [standing] = await database.query<CheckoutStanding>(
      "orders.checkoutStanding",
      `SELECT COALESCE(bool_or(holds_cart), false) AS "isHeld", count(*)::integer AS orders
       FROM orders WHERE buyer_id = $1 AND cart_id = $2 AND checkout = $3`,
      [buyerId, cartId, checkout],
    );
    return standing!;
  };
}
