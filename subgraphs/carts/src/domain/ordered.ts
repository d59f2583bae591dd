import { type CartContent, type CartLine, contentOf } from "./cart.ts";

export interface OrderedLine {
  readonly cartLineId: string;
  readonly quantity: number;
}

/**
 * What is left of a cart after an order of some of it. Lines are found by their id, not by their variant: a line that
 * was removed and added anew since the order was placed is wanted again. What was added to a line since stays. A line that
 * was saved for later meanwhile is bought all the same.
 */
export function takeOrderedLines(
  content: CartContent,
  ordered: readonly OrderedLine[],
  redeemed: readonly string[],
): CartContent {
  const quantities = new Map(ordered.map((line) => [line.cartLineId, line.quantity]));
  const left = (lines: readonly CartLine[]) =>
    lines.flatMap((line) => {
      const taken = [line.id, ...(line.absorbed ?? [])].reduce((sum, id) => sum + (quantities.get(id) ?? 0), 0);
      if (taken === 0) return [line];
      return line.quantity > taken ? [{ ...line, quantity: line.quantity - taken }] : [];
    });
  return {
    ...contentOf(content),
    lines: left(content.lines),
    savedLines: left(content.savedLines),
    promotionIds: content.promotionIds.filter((id) => !redeemed.includes(id)),
  };
}
