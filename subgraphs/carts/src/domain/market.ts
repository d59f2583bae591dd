import type { Money } from "@angidi/money";
import type { CartContent, CartMarket } from "./cart.ts";

/** The shop's own list prices, which are in its currency and without tax. */
export function shopMarket(currency: string): CartMarket {
  return { market: null, currency, pricesIncludeTax: false };
}

/**
 * The content at the prices of another market, which the shopper sees from now on. Lines that are not sold there stay,
 * to be warned of; nothing is converted.
 */
export function inMarket(
  content: CartContent,
  { market, currency, pricesIncludeTax }: CartMarket,
  prices: ReadonlyMap<string, Money>,
): CartContent {
  const lines = content.lines.map(({ seenPrice: _, ...line }) => {
    const price = prices.get(line.variantId);
    return price ? { ...line, seenPrice: price } : line;
  });
  return { ...content, market, currency, pricesIncludeTax, lines };
}
