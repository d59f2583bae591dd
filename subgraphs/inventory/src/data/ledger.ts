import type { Queryable } from "@angidi/datastores";
import type { EntryKind } from "../domain/ledger.ts";

/** A row of the ledger. */
export interface LedgerRow {
  readonly id: number;
  readonly sku: string;
  readonly warehouseId: string;
  readonly kind: EntryKind;
  readonly onHand: number;
  readonly reserved: number;
  readonly orderId: string | null;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly note: string | null;
  readonly actor: string | null;
  readonly at: Date;
}

export interface LedgerReader {
  /** A SKU's rows, newest first: of one warehouse if given, older than `after` if given. */
  page(sku: string, warehouseId: string | null, limit: number, after: number | null): Promise<LedgerRow[]>;
}

export function ledgerOn(queryable: Queryable): LedgerReader {
  return {
    page: (sku, warehouseId, limit, after) =>
      queryable.query<LedgerRow>(
        "inventory.ledger",
        `SELECT id, sku, warehouse_id AS "warehouseId", kind, on_hand AS "onHand", reserved, order_id AS "orderId", reference,
                reason, note, actor, at
         FROM stock_ledger
         WHERE sku = $1 AND ($2::uuid IS NULL OR warehouse_id = $2) AND ($4::bigint IS NULL OR id < $4)
         ORDER BY id DESC LIMIT $3`,
        [sku, warehouseId, limit, after],
      ),
  };
}
