import type { Money } from "@angidi/money";
import type { PromotionForCustomer } from "../data/promotionStore.ts";
import { type Cart, maximumUnitPrice } from "../domain/cart.ts";
import { type PricedCart, priceCart as price } from "../domain/pricing.ts";
import { isUsedUp, type Promotion } from "../domain/promotion.ts";
import type { QuotedVariant } from "../services/catalog.ts";

export interface PricingPorts {
  readonly now: () => Date;
  /** The variants in the order of the ids, at the prices of a market, read once per request. */
  readonly variants: (ids: readonly string[], market: string | null) => Promise<readonly (QuotedVariant | null)[]>;
  /** The promotions of the cart's codes, read once per request. */
  readonly promotionsOf: (cart: Cart) => Promise<PromotionForCustomer[]>;
}

/** What a cart costs before shipping and tax, and of what that was computed. */
export interface CartPrices {
  readonly priced: PricedCart;
  /** By the line's id: what the catalogue has, for sale or not. */
  readonly variants: ReadonlyMap<string, QuotedVariant>;
  /** Promotions whose limits are reached. */
  readonly usedUp: readonly Promotion[];
}

/**
 * Prices a cart with the catalogue's prices of now. Codes that are used up give nothing, except with
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
    return { id, quantity, unitPrice: (variant && priceIn(variant, cart.currency)) ?? null };
  });
  const usedUp = promotions.filter((one) => isUsedUp(one.promotion, one.usesByCustomer)).map((one) => one.promotion);
  const counting = promotions
    .map((one) => one.promotion)
    .filter((promotion) => limits === "left-to-redemption" || !usedUp.includes(promotion));
  return { priced: price(cart.currency, lines, counting, ports.now()), variants, usedUp };
}

/** What one piece of a variant costs in a cart of this currency; null where it cannot be bought. */
export function priceIn({ purchasable, price }: QuotedVariant, currency: string): Money | null {
  return purchasable && price?.currency === currency && price.amount <= maximumUnitPrice ? price : null;
}
