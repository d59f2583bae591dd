import { type Line, type Shortage, sumBySku } from "../domain/draw.ts";
import { areLines } from "../domain/limits.ts";
import { rearrange } from "../domain/rearrange.ts";
import type { Ports } from "../ports.ts";
import { changeStock } from "./steps/changeStock.ts";
import { heldBy } from "./steps/heldBy.ts";

export interface ChangeReservation {
  readonly orderId: string;
  readonly changeId: string;
  /** All that the order is to have, what was shipped included; none: nothing any more. */
  readonly lines: readonly Line[];
  /** Where the order goes: ISO 3166-1 alpha-2. */
  readonly countryCode: string;
}

export type ChangeReservationResult =
  | { readonly kind: "changed"; readonly orderId: string; readonly expiresAt: Date }
  /** Nothing is changed, and the change id not used up. */
  | { readonly kind: "short"; readonly shortages: readonly Shortage[] }
  | { readonly kind: "shipped-already"; readonly skus: readonly string[] }
  | { readonly kind: "invalid-lines" };

/**
 * Gives a committed reservation other lines, all of them or none, once for each change id. What it lets go of is for others
 * at once. An order without a committed reservation is short of every line.
 */
export async function changeReservation(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  { orderId, changeId, lines, countryCode }: ChangeReservation,
): Promise<ChangeReservationResult> {
  if (lines.length > 0 && !areLines(lines)) return { kind: "invalid-lines" };

  return store.transaction(async (transaction): Promise<ChangeReservationResult> => {
    const reservation = await transaction.reservations.lock(orderId);
    if (reservation?.state !== "COMMITTED" || !reservation.expiresAt) return { kind: "short", shortages: none(lines) };
    const done = { kind: "changed", orderId, expiresAt: reservation.expiresAt } as const;
    const request = { kind: "CHANGE", id: changeId, orderId } as const;
    if (await transaction.reservations.outcomeOf(request)) return done;

    const skus = sumBySku(lines).map(({ sku }) => sku);
    const stock = await transaction.stock.lockOf([orderId], skus);
    const own = await heldBy(transaction, [orderId], stock);
    const plan = rearrange(orderId, stock, own, lines, countryCode);
    if (plan.kind !== "rearranged") return plan;

    const { added, moved, backorders } = plan;
    const occasion = { reference: changeId };
    await changeStock(transaction, stock, { added, moved, backorders, request, occasion }, lowStockThreshold);
    return done;
  });
}

function none(lines: readonly Line[]): Shortage[] {
  return sumBySku(lines).map(({ sku, quantity }) => ({ sku, requested: quantity, available: 0 }));
}
