/** A line as buy X get Y sees it. */
export interface PiecesOfLine {
  readonly quantity: number;
  /** What is left to pay for all of its pieces. */
  readonly left: number;
  /** Whether its pieces count as bought. */
  readonly isBought: boolean;
  /** Whether its pieces may be those got. */
  readonly isGot: boolean;
}

export interface BuyXGetYRule {
  readonly buyQuantity: number;
  readonly getQuantity: number;
  /** Applications at most; null: as many as the pieces allow. */
  readonly limit: number | null;
}

/**
 * How many pieces of each line are got, in the order of the lines. The cheapest go first, and each piece is either bought
 * or got: for `got` pieces, buyQuantity × ⌈got / getQuantity⌉ others are left that count as bought. Of the last application
 * less than `getQuantity` may be got, if there are no more.
 */
export function piecesGot(lines: readonly PiecesOfLine[], { buyQuantity, getQuantity, limit }: BuyXGetYRule): number[] {
  const cheapestFirst = lines
    .map((line, index) => ({ ...line, index }))
    .filter(({ isGot }) => isGot)
    .sort((one, other) => comparePrices(one, other) || Number(one.isBought) - Number(other.isBought));
  const bought = lines.reduce((sum, { isBought, quantity }) => sum + (isBought ? quantity : 0), 0);

  /** The pieces of each line when so many are got. */
  function take(count: number): { readonly parts: number[]; readonly fromBought: number } {
    const parts = lines.map(() => 0);
    let [open, fromBought] = [count, 0];
    for (const { index, quantity, isBought } of cheapestFirst) {
      const part = Math.min(quantity, open);
      parts[index] = part;
      open -= part;
      if (isBought) fromBought += part;
    }
    return { parts, fromBought };
  }
  const isPaidFor = (count: number) => bought - take(count).fromBought >= buyQuantity * Math.ceil(count / getQuantity);

  // What is paid for with so many pieces is so with fewer, hence the search by halves.
  let [most, tooMany] = [0, Math.min(countOf(cheapestFirst), (limit ?? bought) * getQuantity) + 1];
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (isPaidFor(middle)) most = middle;
    else tooMany = middle;
  }
  return take(most).parts;
}

/** By what a piece costs now; multiplied out, since a quotient would be rounded, and in BigInt, since products are large. */
function comparePrices(one: PiecesOfLine, other: PiecesOfLine): number {
  const difference = BigInt(one.left) * BigInt(other.quantity) - BigInt(other.left) * BigInt(one.quantity);
  return difference < 0n ? -1 : Number(difference > 0n);
}

function countOf(lines: readonly PiecesOfLine[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
