import { isId } from "@angidi/datastores";
import type { StockItem } from "../data/stock.ts";
import type { StoreTransaction } from "../data/store.ts";
import { checkIdempotencyKey, checkOnHand, checkSku, type Mistake } from "../domain/limits.ts";
import type { Warehouse } from "../domain/warehouse.ts";
import type { Ports } from "../ports.ts";
import { changeLevels } from "./steps/changeLevels.ts";

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

  try {
    return await store.transaction(async (transaction): Promise<SetStockResult> => {
      const input = { sku, warehouseId: warehouse.id, onHand };
      const claim = { caller: userId, operation: "setStock", key: idempotencyKey, input, resultId: warehouse.id };
      const claimed = await transaction.claimKey(claim);
      if (claimed.kind === "reused") return { kind: "key-reused" };
      if (claimed.kind === "claimed") await set(transaction, { sku, warehouse, onHand: onHand! }, lowStockThreshold);
      const item = await transaction.stock.item(sku, warehouse.id);
      return { kind: "changed", item: item! };
    });
  } catch (error) {
    if (error instanceof BelowReserved) return { kind: "below-reserved", reserved: error.reserved };
    throw error;
  }
}

/** Thrown to roll the claim of the key back. */
class BelowReserved extends Error {
  readonly reserved: number;
  constructor(reserved: number) {
    super();
    this.reserved = reserved;
  }
}

async function set(
  transaction: StoreTransaction,
  { sku, warehouse, onHand }: { sku: string; warehouse: Warehouse; onHand: number | null },
  lowStockThreshold: number,
): Promise<void> {
  const skus = await transaction.stock.lockOrAdd([sku]);
  const level = skus[0]?.levels.find(({ warehouseId }) => warehouseId === warehouse.id);
  if (level && onHand !== null && onHand < level.reserved) throw new BelowReserved(level.reserved);
  await changeLevels(transaction, { skus, warehouse, onHand: new Map([[sku, onHand]]) }, lowStockThreshold);
}
