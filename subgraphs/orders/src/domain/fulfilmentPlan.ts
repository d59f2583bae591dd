import { type InvalidQuantity, type LineBalance, type LineQuantity, leftToSend, matchLines } from "./lineBalance.ts";

/** What goes into a parcel, or why nothing can. */
export type FulfilmentPlan =
  | { readonly kind: "planned"; readonly lines: readonly LineQuantity[] }
  | { readonly kind: "nothing-left" }
  /** What is left lies elsewhere, or has not come yet. */
  | { readonly kind: "nothing-there" }
  | InvalidQuantity;

/**
 * Plans a parcel with the wanted pieces, or with all that is left to send: of `there`, where that is given, which is what
 * lies in the parcel's warehouse by SKU.
 */
export function planFulfilment(
  balances: readonly LineBalance[],
  wanted: readonly LineQuantity[] | null,
  there: ReadonlyMap<string, number> | null = null,
): FulfilmentPlan {
  const left = balances.filter((balance) => leftToSend(balance) > 0);
  if (left.length === 0) return { kind: "nothing-left" };
  if (wanted === null) {
    const lines = there ? linesOf(left, there) : left.map((balance) => lineOf(balance, leftToSend(balance)));
    return lines.length > 0 ? { kind: "planned", lines } : { kind: "nothing-there" };
  }
  const matched = matchLines(balances, wanted, leftToSend);
  if (matched.kind === "invalid") return matched;
  return { kind: "planned", lines: matched.lines.map(({ lineId, quantity }) => ({ lineId, quantity })) };
}

/** What is left of each line as far as there is of its SKU, which several lines may share. */
function linesOf(left: readonly LineBalance[], there: ReadonlyMap<string, number>): LineQuantity[] {
  const units = new Map(there);
  return left
    .map((balance) => {
      const { sku } = balance.line;
      const quantity = Math.min(leftToSend(balance), units.get(sku) ?? 0);
      units.set(sku, (units.get(sku) ?? 0) - quantity);
      return lineOf(balance, quantity);
    })
    .filter(({ quantity }) => quantity > 0);
}

function lineOf({ line }: LineBalance, quantity: number): LineQuantity {
  return { lineId: line.id, quantity };
}
