import { paidFor } from "./explanation.ts";
import { type InvalidQuantity, type LineBalance, type LineQuantity, leftToSend, matchLines } from "./lineBalance.ts";
import type { OrderLine } from "./order.ts";

/** What to give back: an amount in minor units, or pieces with what they cost, or (both null) all that is left. */
export interface RefundRequest {
  readonly amount: number | null;
  readonly lines: readonly LineQuantity[] | null;
  /** Whether the pieces go back into stock. */
  readonly restock: boolean;
}

/** Pieces for which money goes back, and how many of them go back into stock unsent and after having been sent. */
export interface RefundLine extends LineQuantity {
  readonly withdrawn: number;
  readonly returned: number;
}

/** A refund that can be made, or why it cannot. */
export type RefundPlan =
  | { readonly kind: "planned"; readonly amount: number; readonly lines: readonly RefundLine[] }
  | { readonly kind: "nothing-left" }
  | { readonly kind: "exceeds" }
  | InvalidQuantity;

/** Plans a refund of at most `refundable`, which is what is left of the money that was captured. */
export function planRefund(
  balances: readonly LineBalance[],
  refundable: number,
  { amount, lines: wanted, restock }: RefundRequest,
): RefundPlan {
  if (refundable === 0) return { kind: "nothing-left" };
  if (amount !== null) return amount > refundable ? { kind: "exceeds" } : { kind: "planned", amount, lines: [] };

  if (wanted === null) {
    const left = balances.filter((balance) => leftToRefund(balance) > 0);
    const lines = left.map((balance) => toRefundLine(balance, leftToRefund(balance), restock));
    return { kind: "planned", amount: refundable, lines };
  }
  const matched = matchLines(balances, wanted, leftToRefund);
  if (matched.kind === "invalid") return matched;
  const worth = matched.lines.reduce((sum, { balance, quantity }) => sum + worthOf(balance, quantity), 0);
  if (worth > refundable) return { kind: "exceeds" };
  const lines = matched.lines.map(({ balance, quantity }) => toRefundLine(balance, quantity, restock));
  return { kind: "planned", amount: worth, lines };
}

function leftToRefund({ line, refunded }: LineBalance): number {
  return line.quantity - refunded;
}

/**
 * Pieces that were not sent yet come back first: that spares a parcel. Those in a parcel that is being packed do not
 * come back: they go out, and may be returned from there.
 */
function toRefundLine(balance: LineBalance, quantity: number, restock: boolean): RefundLine {
  const withdrawn = restock ? Math.min(quantity, leftToSend(balance)) : 0;
  const returned = restock ? Math.min(quantity - withdrawn, balance.shipped - balance.returned) : 0;
  return { lineId: balance.line.id, quantity, withdrawn, returned };
}

/**
 * What the next pieces of a line cost with their taxes. The difference of two shares of the whole, each rounded down, so
 * that piece by piece it adds up to the whole line and never to more.
 */
export function worthOf({ line, refunded }: LineBalance, quantity: number): number {
  return shareOf(line, refunded + quantity) - shareOf(line, refunded);
}

function shareOf(line: OrderLine, quantity: number): number {
  return Number((BigInt(paidFor(line)) * BigInt(quantity)) / BigInt(line.quantity));
}
