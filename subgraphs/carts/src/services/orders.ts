import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import { anonymous } from "@angidi/subgraph";
import type { CheckoutStandingQuery, CheckoutStandingQueryVariables } from "../generated/orders.ts";

/** A checkout of a cart. */
export interface CartCheckout {
  readonly buyerId: string;
  readonly cartId: string;
  readonly checkout: number;
}

/** What carts ask of orders. */
export interface Orders {
  /**
   * Whether an order holds this checkout, because it is under way or became of it, and how many orders were placed of it
   * in all, those included that were undone. Throws ServiceUnavailable.
   */
  checkoutStanding(checkout: CartCheckout): Promise<{ readonly isHeld: boolean; readonly orders: number }>;
}

const operations = loadOperations(new URL("./orders.graphql", import.meta.url));
const checkoutStanding = operation<CheckoutStandingQuery, CheckoutStandingQueryVariables>(
  operations,
  "CheckoutStanding",
);

/** In milliseconds, for each attempt: somebody who signs in may be waiting. */
const deadlineMilliseconds = 300;

export function ordersClient(client: ServiceClient): Orders {
  return {
    async checkoutStanding(checkout) {
      const options = { caller: anonymous, deadlineMilliseconds };
      return (await client.call(checkoutStanding, { ...checkout }, options)).checkoutStanding;
    },
  };
}
