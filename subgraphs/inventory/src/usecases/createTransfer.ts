import { isId, newId } from "@angidi/datastores";
import { checkNote } from "../domain/adjustment.ts";
import type { Line, Shortage } from "../domain/draw.ts";
import { checkIdempotencyKey, type Mistake } from "../domain/limits.ts";
import { asIfServed, available, type SkuStock } from "../domain/stock.ts";
import { checkTransferLines, type Transfer } from "../domain/transfer.ts";
import type { Ports } from "../ports.ts";
import { actOnce } from "./steps/actOnce.ts";
import { changeStock } from "./steps/changeStock.ts";

export interface CreateTransfer {
  /** Who of the staff asks: keys are theirs. */
  readonly userId: string;
  readonly idempotencyKey: string;
  readonly fromWarehouseId: string;
  readonly toWarehouseId: string;
  readonly lines: readonly Line[];
  readonly note?: string | null;
}

type Refusal =
  | { readonly kind: "too-few"; readonly shortages: readonly Shortage[] }
  | { readonly kind: "invalid"; readonly mistake: Mistake };

export type CreateTransferResult =
  | { readonly kind: "created"; readonly transfer: Transfer }
  | { readonly kind: "no-warehouse"; readonly field: "fromWarehouseId" | "toWarehouseId" }
  | { readonly kind: "key-reused" }
  | Refusal;

/**
 * Sends stock from one warehouse to another: it leaves the one now and can be sold in the other once it was received. Only
 * what is promised to nobody can go; every line or none. A refusal does not use the key up.
 */
export async function createTransfer(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  { userId, idempotencyKey, fromWarehouseId, toWarehouseId, lines: given, note = null }: CreateTransfer,
): Promise<CreateTransferResult> {
  const lines = given.map(({ sku, quantity }) => ({ sku, quantity }));
  const mistake = checkIdempotencyKey(idempotencyKey) ?? checkTransferLines(lines) ?? checkNote(note);
  if (mistake) return { kind: "invalid", mistake };
  if (fromWarehouseId === toWarehouseId) return { kind: "invalid", mistake: sameWarehouse };
  const known = async (id: string) => isId(id) && (await store.warehouses.byId(id)) !== undefined;
  if (!(await known(fromWarehouseId))) return { kind: "no-warehouse", field: "fromWarehouseId" };
  if (!(await known(toWarehouseId))) return { kind: "no-warehouse", field: "toWarehouseId" };

  const id = newId();
  const input = { fromWarehouseId, toWarehouseId, lines, note };
  const claim = { caller: userId, operation: "createTransfer", key: idempotencyKey, input, resultId: id };
  const once = await actOnce<Refusal>(store, claim, async (transaction) => {
    const stock = await transaction.stock.lock(lines.map(({ sku }) => sku));
    const refusal = refusalOf(stock.map(asIfServed), fromWarehouseId, lines);
    if (refusal) return refusal;
    const sent = lines.map((line) => ({ ...line, received: 0, missing: 0 }));
    await transaction.transfers.insert({ id, fromWarehouseId, toWarehouseId, note, lines: sent }, userId);
    const entries = lines.map(({ sku, quantity }) => ({
      ...{ sku, warehouseId: fromWarehouseId, kind: "TRANSFER_OUT" as const },
      onHand: -quantity,
      reserved: 0,
    }));
    const occasion = { reference: id, actor: userId, note };
    await changeStock(transaction, stock, { entries, occasion }, lowStockThreshold);
    return null;
  });
  if (once.kind === "reused") return { kind: "key-reused" };
  if (once.kind === "refused") return once.refusal;
  return { kind: "created", transfer: (await store.transfers.find(once.resultId))! };
}

function refusalOf(stock: readonly SkuStock[], warehouseId: string, lines: readonly Line[]): Refusal | null {
  const shortages: Shortage[] = [];
  for (const [index, { sku, quantity }] of lines.entries()) {
    const level = stock.find((each) => each.sku === sku)?.levels.find((each) => each.warehouseId === warehouseId);
    const free = level ? available(level) : 0;
    if (free === null) {
      const message = "It is sold without limit there: nothing of it is counted";
      return { kind: "invalid", mistake: { message, path: ["lines", String(index), "sku"] } };
    }
    if (free < quantity) shortages.push({ sku, requested: quantity, available: free });
  }
  return shortages.length > 0 ? { kind: "too-few", shortages } : null;
}

const sameWarehouse: Mistake = { message: "It is there already", path: ["toWarehouseId"] };
