import type { CartStore } from "../data/cartStore.ts";
import { type Cart, type CartVersionConflict, cartVersionConflict } from "../domain/cart.ts";
import { inMarket, shopMarket } from "../domain/market.ts";
import { type CartNotFound, cartNotFound, type MarketUnknown, marketUnknown } from "../domain/refusal.ts";
import type { QuotedVariants } from "../quotedVariants.ts";
import { findCart } from "./findCart.ts";
import { priceIn } from "./priceCart.ts";

export interface SetCartMarketPorts extends QuotedVariants {
  readonly carts: CartStore;
  /** The shop's own. */
  readonly currency: string;
}

export interface SetCartMarket {
  readonly userId: string | null;
  readonly cartId: string;
  /** The market's code; null: the shop's own list prices. */
  readonly market: string | null;
  readonly expectedVersion: number | null;
}

export type SetCartMarketResult =
  | { readonly kind: "changed"; readonly cart: Cart }
  | CartNotFound
  | CartVersionConflict
  | MarketUnknown;

/** Puts a cart at the prices of a market. */
export async function setCartMarket(
  ports: SetCartMarketPorts,
  { userId, cartId, market: code, expectedVersion }: SetCartMarket,
): Promise<SetCartMarketResult> {
  const cart = await findCart(ports, cartId, userId);
  if (!cart) return cartNotFound();
  const variants = await ports.variants(
    cart.lines.map(({ variantId }) => variantId),
    code,
  );
  const market = code === null ? shopMarket(ports.currency) : await ports.market(code);
  if (!market) return marketUnknown();
  const prices = new Map(
    variants.flatMap((variant) => {
      const price = variant && priceIn(variant, market.currency);
      return price ? [[variant.id, price]] : [];
    }),
  );
  return ports.carts.change<CartVersionConflict>(cart, (current) => {
    if (expectedVersion !== null && expectedVersion !== current.version) return cartVersionConflict(current);
    const isThere = current.market === market.market && current.currency === market.currency;
    return { kind: "edited", content: isThere ? current : inMarket(current, market, prices) };
  });
}
