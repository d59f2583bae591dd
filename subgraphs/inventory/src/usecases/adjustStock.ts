import { isId } from "@angidi/datastores";
import type { StockItem } from "../data/stockReader.ts";
import { type AdjustmentReason, checkAdjustment, checkNote } from "../domain/adjustment.ts";
import { checkIdempotencyKey, checkSku, type Mistake, mostUnits } from "../domain/limits.ts";
import { asIfServed, available } from "../domain/stock.ts";
import type { Ports } from "../ports.ts";
import { actOnce } from "./steps/actOnce.ts";
import { changeStock } from "./steps/changeStock.ts";

export interface AdjustStock {
  /** Who of the staff asks: keys are theirs. */
  readonly userId: string;
  readonly idempotencyKey: string;
  readonly sku: string;
  readonly warehouseId: string;
  /** Units to add, below zero to take away. */
  readonly delta: number;
  readonly reason: AdjustmentReason;
  readonly note?: string | null;
}

type Refusal =
  /** So many could go at most: the others are promised, or not there. */
  { readonly kind: "too-few"; readonly available: number } | { readonly kind: "invalid"; readonly mistake: Mistake };

export type AdjustStockResult =
  | { readonly kind: "changed"; readonly item: StockItem }
  | { readonly kind: "no-warehouse" }
  | { readonly kind: "key-reused" }
  | Refusal;

/**
 * Changes a count by so many, for a reason: unlike a new count it says what happened, and is right whatever was sold
 * meanwhile. What is promised to orders cannot go. A refusal does not use the key up.
 */
export async function adjustStock(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  { userId, idempotencyKey, sku, warehouseId, delta, reason, note = null }: AdjustStock,
): Promise<AdjustStockResult> {
  const mistake =
    checkIdempotencyKey(idempotencyKey) ?? checkSku(sku) ?? checkAdjustment(delta, reason) ?? checkNote(note);
  if (mistake) return { kind: "invalid", mistake };
  const warehouse = isId(warehouseId) ? await store.warehouses.byId(warehouseId) : undefined;
  if (!warehouse) return { kind: "no-warehouse" };

  const input = { sku, warehouseId: warehouse.id, delta, reason, note };
  const claim = { caller: userId, operation: "adjustStock", key: idempotencyKey, input, resultId: warehouse.id };
  const once = await actOnce<Refusal>(store, claim, async (transaction) => {
    const stock = await transaction.stock.lockOrAdd([sku]);
    const [known] = stock.map(asIfServed);
    const level = known?.levels.find((each) => each.warehouseId === warehouse.id) ?? { onHand: 0, reserved: 0 };
    const free = available(level);
    if (free === null || level.onHand === null) return { kind: "invalid", mistake: unlimited };
    if (free + delta < 0) return { kind: "too-few", available: free };
    if (level.onHand + delta > mostUnits) return { kind: "invalid", mistake: tooMany };
    const kind = reason === "RECEIVED" ? "RECEIPT" : "ADJUSTMENT";
    const entries = [{ sku, warehouseId: warehouse.id, kind, onHand: delta, reserved: 0 } as const];
    await changeStock(transaction, stock, { entries, occasion: { actor: userId, reason, note } }, lowStockThreshold);
    return null;
  });
  if (once.kind === "reused") return { kind: "key-reused" };
  if (once.kind === "refused") return once.refusal;
  return { kind: "changed", item: (await store.stock.item(sku, warehouse.id))! };
}

const unlimited: Mistake = { message: "It is sold without limit there: nothing of it is counted", path: ["sku"] };
const tooMany: Mistake = { message: `There can be at most ${mostUnits} on hand`, path: ["delta"] };
