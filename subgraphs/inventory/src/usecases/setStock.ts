import { isId } from "@angidi/datastores";
import type { StockItem } from "../data/stockReader.ts";
import { checkIdempotencyKey, checkOnHand, checkSku, type Mistake } from "../domain/limits.ts";
import { recount } from "../domain/recount.ts";
import type { Ports } from "../ports.ts";
import { actOnce } from "./steps/actOnce.ts";
import { changeStock } from "./steps/changeStock.ts";

export interface SetStock {
  /** Who of the staff asks: keys are theirs. */
  readonly userId: string;
  readonly idempotencyKey: string;
  readonly sku: string;
  readonly warehouseId: string;
  /** Null: without limit. */
  readonly onHand?: number | null;
}

export type SetStockResult =
  | { readonly kind: "changed"; readonly item: StockItem }
  | { readonly kind: "below-reserved"; readonly reserved: number }
  | { readonly kind: "no-warehouse" }
  | { readonly kind: "key-reused" }
  | { readonly kind: "invalid"; readonly mistake: Mistake };

/**
 * Says how many units of a SKU a warehouse has. A count below what is reserved is refused: it would promise to some
 * orders what is not there, and somebody has to decide to which. A refusal does not use the key up.
 */
export async function setStock(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  { userId, idempotencyKey, sku, warehouseId, onHand }: SetStock,
): Promise<SetStockResult> {
  const mistake = checkIdempotencyKey(idempotencyKey) ?? checkSku(sku) ?? checkOnHand(onHand);
  if (mistake) return { kind: "invalid", mistake };
  const warehouse = isId(warehouseId) ? await store.warehouses.byId(warehouseId) : undefined;
  if (!warehouse) return { kind: "no-warehouse" };

  const input = { sku, warehouseId: warehouse.id, onHand };
  const claim = { caller: userId, operation: "setStock", key: idempotencyKey, input, resultId: warehouse.id };
  const once = await actOnce<{ readonly reserved: number }>(store, claim, async (transaction) => {
    const stock = await transaction.stock.lockOrAdd([sku]);
    const counted = onHand!;
    const level = stock[0]?.levels.find((each) => each.warehouseId === warehouse.id);
    if (level && counted !== null && counted < level.reserved) return { reserved: level.reserved };
    const entries = recount(stock, warehouse.id, new Map([[sku, counted]]), "COUNT");
    if (entries.length === 0) return null;
    await changeStock(transaction, stock, { entries, occasion: { actor: userId } }, lowStockThreshold);
    return null;
  });
  if (once.kind === "reused") return { kind: "key-reused" };
  if (once.kind === "refused") return { kind: "below-reserved", reserved: once.refusal.reserved };
  return { kind: "changed", item: (await store.stock.item(sku, warehouse.id))! };
}
