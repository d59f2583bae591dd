import type { CartStore } from "../data/cartStore.ts";
import type { PromotionStore } from "../data/promotionStore.ts";
import { type Cart, contentOf } from "../domain/cart.ts";
import { discountCodeKey, isUsedUp, maximumCodes } from "../domain/promotion.ts";
import { refusalOf } from "../domain/promotionObjection.ts";
import {
  type CartNotFound,
  cartNotFound,
  type DiscountCodeExpired,
  type DiscountCodeNotApplicable,
  type DiscountCodeUnknown,
  type DiscountCodeUsedUp,
  discountCodeNotApplicable,
  discountCodeUnknown,
  discountCodeUsedUp,
} from "../domain/refusal.ts";
import { findCart } from "./findCart.ts";
import { type PricingPorts, priceCart } from "./priceCart.ts";

export interface ApplyDiscountCodePorts extends Omit<PricingPorts, "promotionsOf"> {
  readonly carts: CartStore;
  readonly promotions: PromotionStore;
}

export interface DiscountCodeEntry {
  readonly userId: string | null;
  readonly cartId: string;
  readonly code: string;
}

export type ApplyDiscountCodeResult =
  | { readonly kind: "changed"; readonly cart: Cart }
  | CartNotFound
  | DiscountCodeUnknown
  | DiscountCodeExpired
  | DiscountCodeUsedUp
  | DiscountCodeNotApplicable;

/** Puts a discount code on a cart to which it applies as the cart stands. */
export async function applyDiscountCode(
  ports: ApplyDiscountCodePorts,
  { userId, cartId, code }: DiscountCodeEntry,
): Promise<ApplyDiscountCodeResult> {
  const cart = await findCart(ports, cartId, userId);
  if (!cart) return cartNotFound();
  const found = await ports.promotions.byCode(discountCodeKey(code), cart.customerId);
  if (!found) return discountCodeUnknown();

  const { promotion, usesByCustomer } = found;
  if (isUsedUp(promotion, usesByCustomer)) return discountCodeUsedUp(promotion.code ?? code, "code");
  // By itself: what the cart's other codes leave of it may be another tomorrow, and the cart says so then.
  const { priced } = await priceCart({ ...ports, promotionsOf: async () => [found] }, cart);
  const [objected] = priced.objections.filter(({ reason }) => reason !== "NOTHING_LEFT");
  if (objected) return refusalOf(objected);

  return ports.carts.change<DiscountCodeNotApplicable>(cart, (current) => {
    if (current.promotionIds.includes(promotion.id)) return { kind: "edited", content: current };
    if (current.promotionIds.length >= maximumCodes) {
      return discountCodeNotApplicable(`A cart holds at most ${maximumCodes} discount codes.`);
    }
    return {
      kind: "edited",
      content: { ...contentOf(current), promotionIds: [...current.promotionIds, promotion.id] },
    };
  });
}
