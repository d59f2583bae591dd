import { type InvalidQuantity, type LineBalance, type LineQuantity, leftToSend, matchLines } from "./lineBalance.ts";

/** What goes into a parcel, or why nothing can. */
export type FulfilmentPlan =
  | { readonly kind: "planned"; readonly lines: readonly LineQuantity[] }
  | { readonly kind: "nothing-left" }
  | InvalidQuantity;

/** Plans a parcel with the wanted pieces, or with all that is left to send. */
export function planFulfilment(
  balances: readonly LineBalance[],
  wanted: readonly LineQuantity[] | null,
): FulfilmentPlan {
  const left = balances.filter((balance) => leftToSend(balance) > 0);
  if (left.length === 0) return { kind: "nothing-left" };
  if (wanted === null) {
    return {
      kind: "planned",
      lines: left.map((balance) => ({ lineId: balance.line.id, quantity: leftToSend(balance) })),
    };
  }
  const matched = matchLines(balances, wanted, leftToSend);
  if (matched.kind === "invalid") return matched;
  return { kind: "planned", lines: matched.lines.map(({ lineId, quantity }) => ({ lineId, quantity })) };
}
