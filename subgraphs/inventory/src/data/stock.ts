import type { Queryable, Transaction } from "@angidi/datastores";
import { outboxInsert, outboxValue, wakeRelay } from "@angidi/events";
import type { AllocatableLevel } from "../domain/allocate.ts";
import { available, type SkuLevels, type StockLevel, type StockTotals } from "../domain/stock.ts";
import type { Warehouse } from "../domain/warehouse.ts";
import type { StockEvent } from "../events/stockEvents.ts";

/** A SKU's stock in one warehouse, as staff see it. */
export interface StockItem {
  readonly sku: string;
  readonly onHand: number | null;
  readonly reserved: number;
  readonly warehouse: Warehouse;
}

/** What can be sold of a SKU as of a change of it. */
export interface StockCount {
  readonly sku: string;
  /** Every change of the SKU's stock adds one. */
  readonly version: number;
  /** Null: without limit. */
  readonly available: number | null;
}

export interface StockReader {
  /** Over all warehouses, by one statement. SKUs that were never stocked are left out. */
  totals(skus: readonly string[]): Promise<(StockTotals & { readonly sku: string })[]>;
  /** What can be sold of each SKU, also of those never stocked. */
  counts(skus: readonly string[]): Promise<StockCount[]>;
  /** In the main warehouse unless one is given. */
  item(sku: string, warehouseId: string | null): Promise<StockItem | undefined>;
}

export interface StockRepository extends StockReader {
  /** Locks the SKUs until the end of the transaction and gives their levels; of one never stocked, none. */
  lock(skus: readonly string[]): Promise<SkuLevels<AllocatableLevel>[]>;
  /** The same for an order about to reserve; if it has a reservation or a tombstone, nothing is locked and none given. */
  lockToReserve(skus: readonly string[], orderId: string): Promise<SkuLevels<AllocatableLevel>[]>;
  /** The same for SKUs that may not be known yet. */
  lockOrAdd(skus: readonly string[]): Promise<SkuLevels<AllocatableLevel>[]>;
  /** Says how many there are on hand, and publishes. The SKUs' lock must be held. */
  set(levels: readonly Omit<StockLevel, "reserved">[], events: readonly StockEvent[]): Promise<void>;
}

export function stockReaderOn(queryable: Queryable): StockReader {
  return {
    async totals(skus) {
      const rows = await queryable.query<{ sku: string; onHand: number | null; reserved: number }>(
        "inventory.stockTotals",
        `SELECT sku, sum(reserved)::bigint AS reserved,
                CASE WHEN bool_or(on_hand IS NULL) THEN NULL ELSE sum(on_hand)::bigint END AS "onHand"
         FROM stock_levels WHERE sku = ANY ($1) GROUP BY sku`,
        [skus],
      );
      return rows.map((row) => ({ ...row, available: available(row) }));
    },

    async counts(skus) {
      const rows = await queryable.query<StockCount>(
        "inventory.stockCounts",
        `SELECT sku, version,
                CASE WHEN bool_or(on_hand IS NULL) THEN NULL ELSE sum(on_hand - reserved)::bigint END AS available
         FROM stock_items JOIN stock_levels USING (sku) WHERE sku = ANY ($1) GROUP BY sku, version`,
        [skus],
      );
      const known = new Map(rows.map((row) => [row.sku, row]));
      return skus.map((sku) => known.get(sku) ?? { sku, version: 0, available: 0 });
    },

    async item(sku, warehouseId) {
      const [row] = await queryable.query<Omit<StockItem, "warehouse"> & Warehouse>(
        "inventory.stockItem",
        `SELECT sku, on_hand AS "onHand", reserved, id, code, name, country_code AS "countryCode", priority
         FROM stock_levels JOIN warehouses ON id = warehouse_id
         WHERE sku = $1 AND CASE WHEN $2::uuid IS NULL THEN is_default ELSE id = $2 END`,
        [sku, warehouseId],
      );
      if (!row) return undefined;
      const { onHand, reserved, sku: _, ...warehouse } = row;
      return { sku, onHand, reserved, warehouse };
    },
  };
}

export function stockOn(transaction: Transaction): StockRepository {
  const lock: StockRepository["lock"] = async (skus) =>
    bySku(skus, await transaction.query<LockedLevel>("inventory.lockStock", `${lockedLevels} lock_stock($1)`, [skus]));

  return {
    ...stockReaderOn(transaction),
    lock,

    async lockToReserve(skus, orderId) {
      const rows = await transaction.query<LockedLevel>(
        "inventory.lockStockToReserve",
        // Whoever is at the order's reservation may be waiting for these SKUs: so a repeat must not hold them.
        `${lockedLevels} lock_stock(
           CASE WHEN EXISTS (SELECT FROM reservations WHERE order_id = $2) THEN '{}' ELSE $1::text[] END
         )`,
        [skus, orderId],
      );
      return bySku(skus, rows);
    },

    async lockOrAdd(skus) {
      await transaction.query(
        "inventory.addStockItems",
        // In order, as the lock: two that add the same SKUs wait for each other's row.
        `INSERT INTO stock_items (sku) SELECT sku FROM unnest($1::text[]) AS sku ORDER BY sku ON CONFLICT DO NOTHING`,
        [skus],
      );
      return lock(skus);
    },

    async set(levels, events) {
      await transaction.query(
        "inventory.setStock",
        `WITH level AS (
           INSERT INTO stock_levels (sku, warehouse_id, on_hand)
           SELECT * FROM unnest($1::text[], $2::uuid[], $3::bigint[])
           ON CONFLICT (sku, warehouse_id) DO UPDATE SET on_hand = EXCLUDED.on_hand
         ), item AS (
           UPDATE stock_items SET version = version + 1 WHERE sku = ANY ($1)
         )
         ${outboxInsert("$4")}`,
        [
          levels.map((level) => level.sku),
          levels.map((level) => level.warehouseId),
          levels.map((level) => level.onHand),
          outboxValue(events),
        ],
      );
      transaction.afterCommit(() => wakeRelay("inventory"));
    },
  };
}

interface LockedLevel extends AllocatableLevel {
  readonly version: number;
}

const lockedLevels = `SELECT sku, version, warehouse_id AS "warehouseId", priority, country_code AS "countryCode",
    on_hand AS "onHand", reserved
  FROM`;

function bySku(skus: readonly string[], rows: readonly LockedLevel[]): SkuLevels<AllocatableLevel>[] {
  const levels = Map.groupBy(rows, ({ sku }) => sku);
  return skus.map((sku) => ({ sku, version: levels.get(sku)?.[0]?.version ?? 0, levels: levels.get(sku) ?? [] }));
}
