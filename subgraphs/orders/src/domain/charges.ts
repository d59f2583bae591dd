/** What was captured of a payment of an order, and how much of it is spoken for. Minor units. */
export interface Charge {
  /** Null for the order's own payment; else the edit whose difference it paid. */
  readonly supplementId: string | null;
  readonly captured: number;
  /** By refunds that were made or are under way. */
  readonly refunded: number;
}

/** What is given back of one payment. */
export interface RefundPart {
  readonly supplementId: string | null;
  readonly amount: number;
}

/** A refund of more than what is left of the payments: a mistake of the program, which never plans one. */
export class ExceedsCharges extends Error {
  override readonly name = "ExceedsCharges";
}

/**
 * Of which payments an amount is given back, the newest first. `charges` are in the order in which they were made. Throws
 * ExceedsCharges for more than what is left of all.
 */
export function refundParts(charges: readonly Charge[], amount: number): RefundPart[] {
  const parts: RefundPart[] = [];
  let left = amount;
  for (const { supplementId, captured, refunded } of charges.toReversed()) {
    const part = Math.min(left, captured - refunded);
    if (part <= 0) continue;
    parts.push({ supplementId, amount: part });
    left -= part;
  }
  if (left > 0) throw new ExceedsCharges(`${left} more than what is left of the payments`);
  return parts;
}
