import type { Cart } from "../../domain/cart.ts";
import { type PublicRefusal, toUserError, type UserErrorOf } from "../userErrors.ts";

interface Changed {
  readonly kind: "changed";
  readonly cart: Cart;
}

/** What came of a change of a cart, as the graph tells it. */
export function toCartResult<Refused extends PublicRefusal>(
  result: Changed | Refused,
): { __typename: "CartChanged"; cart: Cart } | UserErrorOf<Refused> {
  return result.kind === "changed" ? { __typename: "CartChanged", cart: result.cart } : toUserError(result);
}
