import { maximumLines, maximumQuantity } from "./cart.ts";
import { type InvalidInput, invalidInput, type LineUnavailable, refusal } from "./refusal.ts";

/** A line of an order that is being edited. */
export interface OrderedPieces {
  readonly lineId: string;
  readonly variantId: string;
  /** How many there are to be. */
  readonly quantity: number;
  /** How many there were. */
  readonly keptQuantity: number;
  /** What one of those costs, in minor units; null when there were none. */
  readonly keptUnitPrice: number | null;
}

/** Pieces of a line that cost the same. */
export interface Pieces {
  readonly id: string;
  readonly lineId: string;
  readonly quantity: number;
  /** In minor units; null when they cannot be bought. */
  readonly unitPrice: number | null;
}

/** What is wrong with the lines that orders sent, if something is. */
export function checkPieces(lines: readonly OrderedPieces[]): InvalidInput | undefined {
  if (new Set(lines.map(({ lineId }) => lineId)).size < lines.length) {
    return invalidInput("Each line is named once.", "lines");
  }
  const wrong = lines.findIndex(
    ({ quantity, keptQuantity, keptUnitPrice }) => quantity < 1 || keptQuantity < 0 || (keptUnitPrice ?? 0) < 0,
  );
  return wrong < 0 ? undefined : invalidInput("There are no such quantities and prices.", "lines", wrong);
}

/** Whether it is more than is sold in one order. */
export function tooMuch(lines: readonly OrderedPieces[]): LineUnavailable | undefined {
  if (lines.length > maximumLines) {
    return refusal("line-unavailable", `An order holds at most ${maximumLines} lines.`, ["lines"]);
  }
  const index = lines.findIndex(({ quantity }) => quantity > maximumQuantity);
  if (index < 0) return undefined;
  return refusal("line-unavailable", `An order holds at most ${maximumQuantity} of one item.`, ["lines", index]);
}

/** The pieces of a line by their price: those that the order had keep theirs, others cost what one costs now. */
export function piecesOf(line: OrderedPieces, priceNow: number | null): Pieces[] {
  const { lineId, quantity, keptQuantity, keptUnitPrice } = line;
  const kept = keptUnitPrice === null ? 0 : Math.min(quantity, keptQuantity);
  if (kept === quantity || priceNow === keptUnitPrice)
    return [{ id: lineId, lineId, quantity, unitPrice: keptUnitPrice }];
  const added = { id: `${lineId} added`, lineId, quantity: quantity - kept, unitPrice: priceNow };
  return kept === 0 ? [added] : [{ id: lineId, lineId, quantity: kept, unitPrice: keptUnitPrice }, added];
}
