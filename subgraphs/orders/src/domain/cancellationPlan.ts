import { type InvalidQuantity, type LineBalance, type LineQuantity, leftToSend, matchLines } from "./lineBalance.ts";
import { leftToRefund, type RefundLine, worthOf } from "./refundPlan.ts";

/** What cancelling some pieces of an order comes to. */
export type CancellationPlan =
  /** Nothing of the order would be left, and nothing of it was sent: it is cancelled as a whole. */
  | { readonly kind: "whole" }
  /** These pieces are withdrawn, and so much goes back for them, in minor units. */
  | { readonly kind: "partial"; readonly amount: number; readonly lines: readonly RefundLine[] }
  | InvalidQuantity;

/**
 * Plans to cancel pieces that were not sent: what they cost, with their taxes and their part of the discounts, goes back, at most
 * `refundable`, which is what is left of the order's money. What was shared out by rounding, and the shipping, go back with
 * the last pieces: by cancelling the whole.
 */
export function planCancellation(
  balances: readonly LineBalance[],
  refundable: number,
  wanted: readonly LineQuantity[],
): CancellationPlan {
  const matched = matchLines(balances, wanted, (balance) => Math.min(leftToSend(balance), leftToRefund(balance)));
  if (matched.kind === "invalid") return matched;
  const cancelled = matched.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const left = balances.reduce((sum, balance) => sum + leftToSend(balance), 0) - cancelled;
  const sent = balances.reduce((sum, balance) => sum + balance.sent, 0);
  if (left === 0 && sent === 0) return { kind: "whole" };

  const worth = matched.lines.reduce((sum, { balance, quantity }) => sum + worthOf(balance, quantity), 0);
  const lines = matched.lines.map(({ lineId, quantity }) => ({ lineId, quantity, withdrawn: quantity, returned: 0 }));
  return { kind: "partial", amount: Math.min(worth, refundable), lines };
}
