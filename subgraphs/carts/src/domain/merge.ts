import { type CartContent, type CartLine, maximumLines } from "./cart.ts";
import { maximumCodes } from "./promotion.ts";
import { joinLines } from "./savedLines.ts";

/**
 * A customer's cart with a guest's taken in at login. A login must not fail because two carts together are too large, so
 * what passes a limit is left out, the guest's first.
 *
 * | | the merged cart has |
 * |---|---|
 * | a variant that one of them has | its line, the customer's lines first |
 * | a variant that both have | one line with the customer's id, the sum of the pieces, and the price that the guest saw |
 * | saved lines | by the same rules, among themselves: nothing moves between the cart and what is saved |
 * | discount codes | the customer's, then the guest's |
 * | market | the guest's if that cart has lines, as the shopper is looking at those. What is not sold there is warned of |
 */
export function mergeCarts(own: CartContent, guest: CartContent): CartContent {
  const { market, currency, pricesIncludeTax } = guest.lines.length > 0 ? guest : own;
  return {
    market,
    currency,
    pricesIncludeTax,
    lines: mergeLines(own.lines, guest.lines),
    savedLines: mergeLines(own.savedLines, guest.savedLines),
    promotionIds: [...new Set([...own.promotionIds, ...guest.promotionIds])].slice(0, maximumCodes),
  };
}

function mergeLines(own: readonly CartLine[], guest: readonly CartLine[]): CartLine[] {
  const lines = new Map(own.map((line) => [line.variantId, line]));
  for (const line of guest) {
    const same = lines.get(line.variantId);
    if (!same && lines.size >= maximumLines) continue;
    lines.set(line.variantId, same ? joinLines(same, line) : line);
  }
  return [...lines.values()];
}
