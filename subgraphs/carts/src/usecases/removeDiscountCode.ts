import type { CartStore } from "../data/cartStore.ts";
import type { PromotionStore } from "../data/promotionStore.ts";
import { type Cart, contentOf } from "../domain/cart.ts";
import { discountCodeKey } from "../domain/promotion.ts";
import { type CartNotFound, cartNotFound } from "../domain/refusal.ts";
import type { DiscountCodeEntry } from "./applyDiscountCode.ts";
import { findCart } from "./findCart.ts";

export type RemoveDiscountCodeResult = { readonly kind: "changed"; readonly cart: Cart } | CartNotFound;

/** Takes a discount code out of a cart; one that is not on it is gone already. */
export async function removeDiscountCode(
  ports: { readonly carts: CartStore; readonly promotions: PromotionStore },
  { userId, cartId, code }: DiscountCodeEntry,
): Promise<RemoveDiscountCodeResult> {
  const cart = await findCart(ports, cartId, userId);
  if (!cart) return cartNotFound();
  const found = await ports.promotions.byCode(discountCodeKey(code), cart.customerId);
  return ports.carts.change<never>(cart, (current) => {
    const left = current.promotionIds.filter((id) => id !== found?.promotion.id);
    if (left.length === current.promotionIds.length) return { kind: "edited", content: current };
    return { kind: "edited", content: { ...contentOf(current), promotionIds: left } };
  });
}
