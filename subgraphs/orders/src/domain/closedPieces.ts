import { type LineDiscount, type LineTax, paidFor } from "./explanation.ts";
import type { LineBalance } from "./lineBalance.ts";
import type { OrderLine } from "./order.ts";

/** A share of an amount by pieces, rounded down, so that piece by piece it adds up to the whole and never to more. */
export function shareOf(amount: number, pieces: number, all: number): number {
  return Number((BigInt(amount) * BigInt(pieces)) / BigInt(all));
}

/**
 * The pieces of a line whose money was given back, as a line of their own at exactly that money: an edit of the order
 * leaves them as they are. Null when there are none.
 */
export function closedPieces({ line, refunded: pieces }: LineBalance): OrderLine | null {
  if (pieces === 0) return null;
  if (pieces === line.quantity) return line;
  const of = (amount: number) => shareOf(amount, pieces, line.quantity);
  const included = line.taxes.filter((tax) => tax.included);
  const onTop = line.taxes.filter((tax) => !tax.included);

  const paid = of(paidFor(line));
  const total = of(line.total);
  const taxIncluded = of(sum(included));
  const taxOnTop = paid - total;
  const discount = line.unitPrice * pieces - total;
  return {
    ...line,
    quantity: pieces,
    total,
    discount,
    tax: taxIncluded + taxOnTop,
    discounts: split<LineDiscount>(line.discounts, discount),
    taxes: [...split<LineTax>(included, taxIncluded), ...split<LineTax>(onTop, taxOnTop)],
  };
}

/** The parts in proportion, adding up to the amount: the last takes what rounding leaves. */
function split<Part extends { readonly amount: number }>(parts: readonly Part[], amount: number): Part[] {
  const whole = sum(parts);
  let left = amount;
  return parts.map((part, index) => {
    const share = index === parts.length - 1 || whole === 0 ? left : shareOf(amount, part.amount, whole);
    left -= share;
    return { ...part, amount: share };
  });
}

function sum(parts: readonly { readonly amount: number }[]): number {
  return parts.reduce((total, { amount }) => total + amount, 0);
}
