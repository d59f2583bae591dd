import type { Cart, CartVersionConflict } from "../../domain/cart.ts";
import type { PublicRefusal } from "../userErrors.ts";
import { toCartResult } from "./toCartResult.ts";

/** What came of a change that may find another version than the client's, as the graph tells it. */
export function toChangedOrConflict<Refused extends PublicRefusal>(
  result: { readonly kind: "changed"; readonly cart: Cart } | CartVersionConflict | Refused,
) {
  if (!isConflict(result)) return toCartResult<Refused>(result);
  const { message, path, current } = result;
  return { __typename: "CartVersionConflict" as const, message, path: [...path], current };
}

function isConflict(result: { readonly kind: string }): result is CartVersionConflict {
  return result.kind === "cart-version-conflict";
}
