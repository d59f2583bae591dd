import type { Transaction } from "@angidi/datastores";
import { outboxInsert, outboxValue, wakeRelay } from "@angidi/events";
import type { AllocatableLevel } from "../domain/allocate.ts";
import { type SkuTerms, usualTerms } from "../domain/policy.ts";
import type { SkuStock } from "../domain/stock.ts";
import type { StockEvent } from "../events/stockEvents.ts";
import { type StockPolicy, type StockReader, stockReaderOn } from "./stockReader.ts";
import { type StockWrite, writeStock } from "./stockWrite.ts";

/** SKUs whose lock is held, with their levels. */
export type LockedStock = SkuStock<AllocatableLevel>[];

export interface StockRepository extends StockReader {
  /** Locks the SKUs until the end of the transaction and gives their levels; of one never stocked, none. */
  lock(skus: readonly string[]): Promise<LockedStock>;
  /** The same for an order about to reserve; if it has a reservation or a tombstone, nothing is locked and none given. */
  lockToReserve(skus: readonly string[], orderId: string): Promise<LockedStock>;
  /** The same for all that orders hold or wait for, whose reservations are locked, and for other SKUs besides. */
  lockOf(orderIds: readonly string[], skus?: readonly string[]): Promise<LockedStock>;
  /** The same for SKUs that may not be known yet. */
  lockOrAdd(skus: readonly string[]): Promise<LockedStock>;
  /** Writes changes of stock, their rows of the ledger, and publishes. The SKUs' lock must be held. */
  write(write: StockWrite): Promise<void>;
  /** Says what a SKU is sold by, and publishes. The SKU's lock must be held. */
  setTerms(terms: Omit<StockPolicy, "backordered">, events: readonly StockEvent[]): Promise<void>;
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

    async lockOf(orderIds, skus = []) {
      const rows = await transaction.query<LockedLevel>(
        "inventory.lockStockOf",
        `${lockedLevels} lock_stock(ARRAY(
           SELECT sku FROM reservation_lines WHERE order_id = ANY ($1)
           UNION SELECT sku FROM backorders WHERE order_id = ANY ($1)
           UNION SELECT unnest($2::text[])
         ))`,
        [orderIds, skus],
      );
      return bySku([...new Set([...rows.map(({ sku }) => sku), ...skus])], rows);
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

    write: (write) => writeStock(transaction, write),

    async setTerms({ sku, policy, limit, availableFrom, expectedAt, lowStockThreshold }, events) {
      await transaction.query(
        "inventory.setStockTerms",
        `WITH item AS (
           UPDATE stock_items
           SET policy = $2, backorder_limit = $3, available_from = $4, expected_at = $5, low_stock_threshold = $6,
               version = version + 1
           WHERE sku = $1
         )
         ${outboxInsert("$7")}`,
        [sku, policy, limit, availableFrom, expectedAt, lowStockThreshold, outboxValue(events)],
      );
      transaction.afterCommit(() => wakeRelay("inventory"));
    },
  };
}

/** A row of `lock_stock`; of a SKU that lies nowhere there is one without a warehouse. */
interface LockedLevel extends Omit<AllocatableLevel, "warehouseId">, SkuTerms {
  readonly warehouseId: string | null;
  readonly version: number;
}

const lockedLevels = `SELECT sku, version, policy, backorder_limit AS limit, backordered,
    low_stock_threshold AS "lowStockThreshold", warehouse_id AS "warehouseId", priority, country_code AS "countryCode",
    on_hand AS "onHand", reserved
  FROM`;

function bySku(skus: readonly string[], rows: readonly LockedLevel[]): LockedStock {
  const known = Map.groupBy(rows, ({ sku }) => sku);
  return skus.map((sku) => {
    const [first] = known.get(sku) ?? [];
    if (!first) return { sku, version: 0, ...usualTerms, levels: [] };
    const { version, policy, limit, backordered, lowStockThreshold } = first;
    const levels = known
      .get(sku)!
      .flatMap(({ warehouseId, priority, countryCode, onHand, reserved }) =>
        warehouseId === null ? [] : [{ sku, warehouseId, priority, countryCode, onHand, reserved }],
      );
    return { sku, version, policy, limit, backordered, lowStockThreshold, levels };
  });
}
