import type { CartView } from "./cartView.ts";

/** What came of a change of the cart. Messages are for the shopper, in their language. */
export type CartAnswer =
  /** Null: there is no cart any more, or none yet. */
  | { readonly kind: "changed"; readonly cart: CartView | null }
  /** Somebody changed it meanwhile, in another window or on another device; nothing was done. */
  | { readonly kind: "conflict"; readonly cart: CartView; readonly message: string }
  | { readonly kind: "refused"; readonly about: "cart" | "code" | "variant"; readonly message: string }
  /** Whether it was done is not known. */
  | { readonly kind: "unavailable"; readonly message: string };
