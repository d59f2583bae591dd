import type { Cart, CartLine } from "../domain/cart.ts";
import type { Promotion } from "../domain/promotion.ts";

/** What resolvers hand down for a type where that is not the type itself. */
export type CartMapper = Cart;

export interface CartLineMapper {
  readonly cart: Cart;
  readonly line: CartLine;
}

export type SavedCartLineMapper = CartLineMapper;

export interface CartChangedMapper {
  readonly cart: Cart;
}

export type PromotionMapper = Promotion;

export interface UserMapper {
  readonly id: string;
}
