import type { CartContent } from "./cart.ts";

export interface OrderedLine {
  readonly cartLineId: string;
  readonly quantity: number;
}

/**
 * What is left of a cart after an order of some of it. Lines are found by their id, not by their variant: a line that
 * was removed and added anew since the order was placed is wanted again. What was added to a line since stays.
 */
export function takeOrderedLines(
  content: CartContent,
  ordered: readonly OrderedLine[],
  redeemed: readonly string[],
): CartContent {
  const quantities = new Map(ordered.map((line) => [line.cartLineId, line.quantity]));
  const lines = content.lines.map((line) => {
    const taken = [line.id, ...(line.absorbed ?? [])].reduce((sum, id) => sum + (quantities.get(id) ?? 0), 0);
    return taken === 0 ? line : { ...line, quantity: line.quantity - taken };
  });
  return {
    lines: lines.filter((line) => line.quantity > 0),
    promotionIds: content.promotionIds.filter((id) => !redeemed.includes(id)),
  };
}
