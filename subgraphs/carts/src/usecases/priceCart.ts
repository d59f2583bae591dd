import { compare, type Money } from "@angidi/money";
import type { PromotionForCustomer } from "../data/promotionStore.ts";
import { type Cart, maximumUnitPrice } from "../domain/cart.ts";
import { type PricedCart, priceCart as price } from "../domain/pricing.ts";
import { isUsedUp, type Promotion } from "../domain/promotion.ts";
import type { Shopper } from "../domain/promotionObjection.ts";
import type { Merchandise } from "../domain/promotionScope.ts";
import type { QuotedVariant } from "../services/catalog.ts";

export interface PricingPorts {
  readonly now: () => Date;
  /** The variants in the order of the ids, at the prices of a market, read once per request. */
  readonly variants: (ids: readonly string[], market: string | null) => Promise<readonly (QuotedVariant | null)[]>;
  /** The promotions that a cart is priced with: those of its codes and those without a code, read once per request. */
  readonly promotionsOf: (cart: Cart) => Promise<PromotionForCustomer[]>;
  /** The customer groups of whoever asks. */
  readonly groups: readonly string[];
}

/** What a cart costs before shipping and tax, and of what that was computed. */
export interface CartPrices {
  readonly priced: PricedCart;
  /** By the line's id: what the catalogue has, for sale or not. */
  readonly variants: ReadonlyMap<string, QuotedVariant>;
  /** Promotions of the cart's codes whose limits are reached. */
  readonly usedUp: readonly CodedPromotion[];
}

export type CodedPromotion = Promotion & { readonly code: string };

/**
 * Prices a cart with the catalogue's prices of now. Promotions that are used up give nothing, except codes with
 * `limits: "left-to-redemption"`: then the redemption decides, and an order whose code is used up meanwhile is refused
 * rather than placed at a price that the shopper was never told.
 */
export async function priceCart(
  ports: PricingPorts,
  cart: Cart,
  limits: "kept" | "left-to-redemption" = "kept",
): Promise<CartPrices> {
  const [found, promotions] = await Promise.all([
    ports.variants(
      cart.lines.map((line) => line.variantId),
      cart.market,
    ),
    ports.promotionsOf(cart),
  ]);
  const variants = new Map(
    cart.lines.flatMap((line, index) => {
      const variant = found[index];
      return variant ? [[line.id, variant]] : [];
    }),
  );
  const lines = cart.lines.map(({ id, quantity }) => {
    const variant = variants.get(id);
    return {
      id,
      quantity,
      unitPrice: (variant && priceIn(variant, cart.currency)) ?? null,
      merchandise: variant ? merchandiseOf(variant) : null,
    };
  });
  const usedUp = promotions.filter((one) => isUsedUp(one.promotion, one.usesByCustomer)).map((one) => one.promotion);
  const counting = promotions
    .map((one) => one.promotion)
    .filter((one) => !usedUp.includes(one) || (limits === "left-to-redemption" && hasCode(one)));
  const circumstances = { shopper: shopperOf(cart, ports.groups), now: ports.now() };
  return { priced: price(cart.currency, lines, counting, circumstances), variants, usedUp: usedUp.filter(hasCode) };
}

/** What one piece of a variant costs in a cart of this currency; null where it cannot be bought. */
export function priceIn({ purchasable, price }: QuotedVariant, currency: string): Money | null {
  return purchasable && price?.currency === currency && price.amount <= maximumUnitPrice ? price : null;
}

/** Who buys. A customer has one cart, whose first checkout is the customer's first order; a guest is not known. */
export function shopperOf({ customerId, checkout }: Cart, groups: readonly string[]): Shopper {
  return { groups, isNew: customerId !== null && checkout === 1 };
}

/** What promotions go by of a variant. */
export function merchandiseOf({ id, product, price, compareAtPrice }: QuotedVariant): Merchandise {
  return {
    variantId: id,
    productId: product.id,
    brandId: product.brandId,
    categoryIds: product.categoryPath,
    isOnSale: price !== null && compareAtPrice?.currency === price.currency && compare(price, compareAtPrice) < 0,
  };
}

function hasCode(promotion: Promotion): promotion is CodedPromotion {
  return promotion.code !== null;
}
