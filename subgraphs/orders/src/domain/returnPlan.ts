import { type InvalidQuantity, type LineBalance, type LineQuantity, matchLines } from "./lineBalance.ts";
import type { ReturnLine } from "./orderReturn.ts";
import { type RefundLine, worthOf } from "./refundPlan.ts";

/** How many pieces of a line have arrived, and how many are spoken for by returns that are not received yet. */
export interface Returnable {
  readonly lineId: string;
  readonly delivered: number;
  readonly announced: number;
}

/** The pieces of a return that somebody asks for, or why they cannot be. */
export type ReturnPlan = { readonly kind: "planned"; readonly lines: readonly ReturnLine[] } | InvalidQuantity;

const dayMilliseconds = 86_400_000;

/** Whether pieces that arrived then may still be sent back by the shopper. */
export function isWithinWindow(deliveredAt: Date | null, now: Date, windowDays: number): boolean {
  return deliveredAt !== null && now.getTime() <= deliveredAt.getTime() + windowDays * dayMilliseconds;
}

/** Plans a return of pieces that have arrived, have not come back and are in no other return that is under way. */
export function planReturn(
  balances: readonly LineBalance[],
  returnable: readonly Returnable[],
  wanted: readonly LineQuantity[],
): ReturnPlan {
  const byLine = new Map(returnable.map((line) => [line.lineId, line]));
  const left = ({ line, returned }: LineBalance) => {
    const { delivered = 0, announced = 0 } = byLine.get(line.id) ?? {};
    return Math.max(0, delivered - returned - announced);
  };
  const matched = matchLines(balances, wanted, left);
  if (matched.kind === "invalid") return matched;
  const lines = matched.lines.map(({ lineId, quantity }) => ({ lineId, quantity, restocked: 0, writtenOff: 0 }));
  return { kind: "planned", lines };
}

/** Pieces that came back, and whether they can be sold again. A line may come back in both conditions. */
export interface Received extends LineQuantity {
  readonly condition: "RESTOCK" | "WRITE_OFF";
}

/**
 * What a return comes to: its lines with what came back, and the refund for that. `amount` is what the pieces were paid
 * with their taxes, less the fee, and never more than is left of the order's money; pieces that were paid back already,
 * the shopper having kept them then, are not paid again.
 */
export type ReceiptPlan =
  | {
      readonly kind: "planned";
      readonly lines: readonly ReturnLine[];
      readonly refund: { readonly amount: number; readonly lines: readonly RefundLine[] };
    }
  | { readonly kind: "fee-exceeds"; readonly worth: number }
  | InvalidQuantity;

/**
 * Plans what becomes of the pieces that came back of a return. More than were announced cannot come back, nor what a refund
 * has put back into stock meanwhile. Of a return that was received before, the pieces that it has count as not back yet.
 */
export function planReceipt(
  balances: readonly LineBalance[],
  refundable: number,
  announced: readonly ReturnLine[],
  received: readonly Received[],
  fee: number,
): ReceiptPlan {
  const lines: ReturnLine[] = announced.map((line) => ({ ...line, restocked: 0, writtenOff: 0 }));
  const outside = announced.map(({ lineId, restocked, writtenOff }) => {
    const balance = balances.find(({ line }) => line.id === lineId);
    return balance ? balance.shipped - balance.returned + restocked + writtenOff : 0;
  });
  for (const [index, { lineId, quantity, condition }] of received.entries()) {
    const at = lines.findIndex((line) => line.lineId === lineId);
    const line = lines[at];
    if (!line) return { kind: "invalid", index, field: "lineId", message: "The return has no such line" };
    const most = Math.min(line.quantity, outside[at]!) - line.restocked - line.writtenOff;
    if (quantity < 1 || quantity > most) {
      const left = Math.max(0, most);
      return { kind: "invalid", index, field: "quantity", message: `Of the announced pieces, ${left} can come back` };
    }
    const field = condition === "RESTOCK" ? "restocked" : "writtenOff";
    lines[at] = { ...line, [field]: line[field] + quantity };
  }

  const pieces = lines.flatMap(({ lineId, restocked, writtenOff }) => {
    const balance = balances.find(({ line }) => line.id === lineId);
    const unpaid = balance ? balance.line.quantity - balance.refunded : 0;
    const quantity = Math.min(restocked + writtenOff, unpaid);
    return balance && quantity > 0 ? [{ balance, quantity }] : [];
  });
  const worth = pieces.reduce((sum, { balance, quantity }) => sum + worthOf(balance, quantity), 0);
  if (fee > worth) return { kind: "fee-exceeds", worth };
  return {
    kind: "planned",
    lines,
    refund: {
      amount: Math.min(worth - fee, refundable),
      // The return itself keeps what came back and goes back into stock.
      lines: pieces.map(({ balance, quantity }) => ({ lineId: balance.line.id, quantity, withdrawn: 0, returned: 0 })),
    },
  };
}
