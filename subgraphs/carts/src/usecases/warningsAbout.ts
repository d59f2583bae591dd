import type { Cart } from "../domain/cart.ts";
import { type CartWarning, warningsAbout as warn } from "../domain/warnings.ts";
import { type CartPrices, priceIn } from "./priceCart.ts";

export interface WarningPorts {
  /** Null while prices cannot be had. */
  readonly prices: (cart: Cart) => Promise<CartPrices | null>;
  /** How many can be sold, by SKU, null for no limit; null while the inventory does not answer. */
  readonly stock: (skus: readonly string[]) => Promise<ReadonlyMap<string, number | null> | null>;
}

/**
 * What a shopper should know about the cart as it stands. Warnings are a courtesy: without the catalogue or the
 * inventory there are fewer of them, and no failure.
 */
export async function warningsAbout(ports: WarningPorts, cart: Cart): Promise<CartWarning[]> {
  const prices = await ports.prices(cart);
  if (!prices) return [];
  const { variants, priced, usedUp } = prices;
  const skus = new Set([...variants.values()].map((variant) => variant.sku));
  const stock = skus.size > 0 ? await ports.stock([...skus]) : null;
  const lines = cart.lines.map(({ id, quantity, seenPrice }) => {
    const variant = variants.get(id);
    return {
      id,
      quantity,
      title: variant?.product.title ?? null,
      price: variant ? priceIn(variant, cart.currency) : null,
      seenPrice: seenPrice ?? null,
      // A SKU that the inventory does not know is none that it could send.
      available: variant && stock ? (stock.has(variant.sku) ? (stock.get(variant.sku) ?? null) : 0) : null,
    };
  });
  return warn(lines, priced.objections, usedUp);
}
