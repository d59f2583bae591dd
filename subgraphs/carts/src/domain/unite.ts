import { absorb } from "./absorbed.ts";
import { type CartContent, type CartLine, contentOf, maximumLines } from "./cart.ts";
import { maximumCodes } from "./promotion.ts";

/**
 * One cart of two branches that it had while its replicas could not agree: what was added on either side is in it, and of
 * a line that both have the larger quantity. A line that was removed on one side alone is back: to see a line too many is
 * better than to miss one.
 */
export function uniteCarts(kept: CartContent, other: CartContent): CartContent {
  return {
    ...contentOf(kept),
    lines: uniteLists(kept.lines, other.lines),
    savedLines: uniteLists(kept.savedLines, other.savedLines),
    promotionIds: [...new Set([...kept.promotionIds, ...other.promotionIds])].slice(0, maximumCodes),
  };
}

function uniteLists(kept: readonly CartLine[], other: readonly CartLine[]): CartLine[] {
  const lines = new Map<string, CartLine>(kept.map((line) => [line.variantId, line]));
  for (const line of other) {
    const same = lines.get(line.variantId);
    if (!same && lines.size >= maximumLines) continue;
    lines.set(line.variantId, same ? uniteLines(same, line) : line);
  }
  return [...lines.values()];
}

function uniteLines(kept: CartLine, other: CartLine): CartLine {
  const absorbed = absorb(kept, other);
  const line = { ...kept, quantity: Math.max(kept.quantity, other.quantity) };
  return absorbed.length === 0 ? line : { ...line, absorbed };
}
