import type { Queryable } from "@angidi/datastores";
import type { PolicyKind, SkuTerms } from "../domain/policy.ts";
import { type StockTotals, totalsOf } from "../domain/stock.ts";
import type { Warehouse } from "../domain/warehouse.ts";

/** A SKU's stock in one warehouse, as staff see it. */
export interface StockItem {
  readonly sku: string;
  readonly onHand: number | null;
  readonly reserved: number;
  readonly warehouse: Warehouse;
}

/** A SKU's stock as shoppers see it. */
export interface SkuAvailability extends StockTotals {
  readonly policy: PolicyKind;
  /** When pieces that are waited for should be there. */
  readonly expectedAt: Date | null;
}

/** What can be sold of a SKU as of a change of it. */
export interface StockCount {
  readonly sku: string;
  /** Every change of the SKU's stock adds one. */
  readonly version: number;
  /** What can be sold, what may be waited for included. Null: without limit. */
  readonly available: number | null;
}

/** What staff say of how a SKU is sold. */
export interface StockPolicy extends SkuTerms {
  readonly sku: string;
  readonly availableFrom: Date | null;
  readonly expectedAt: Date | null;
}

export interface StockReader {
  /** Over all warehouses, by one statement. SKUs that were never stocked are left out. */
  totals(skus: readonly string[]): Promise<(SkuAvailability & { readonly sku: string })[]>;
  /** What can be sold of each SKU, also of those never stocked. */
  counts(skus: readonly string[]): Promise<StockCount[]>;
  /** In the main warehouse unless one is given. */
  item(sku: string, warehouseId: string | null): Promise<StockItem | undefined>;
  /** As it was said, also when a preorder's time is over. Undefined for a SKU that is not known. */
  policy(sku: string): Promise<StockPolicy | undefined>;
}

interface TotalsRow extends SkuAvailability, SkuTerms {
  readonly sku: string;
}

const terms = `policy_now(policy, available_from) AS policy, backorder_limit AS limit, backordered,
  low_stock_threshold AS "lowStockThreshold"`;

const sums = `coalesce(sum(reserved), 0)::bigint AS reserved,
  CASE WHEN bool_or(level.sku IS NOT NULL AND on_hand IS NULL) THEN NULL ELSE coalesce(sum(on_hand), 0)::bigint END AS "onHand"`;

export function stockReaderOn(queryable: Queryable): StockReader {
  return {
    async totals(skus) {
      const rows = await queryable.query<TotalsRow>(
        "inventory.stockTotals",
        `SELECT item.sku, ${terms}, ${sums},
                CASE policy WHEN 'BACKORDER' THEN expected_at WHEN 'PREORDER' THEN coalesce(expected_at, available_from) END
                  AS "expectedAt"
         FROM stock_items AS item LEFT JOIN stock_levels AS level ON level.sku = item.sku
         WHERE item.sku = ANY ($1) GROUP BY item.sku`,
        [skus],
      );
      return rows.map(toAvailability);
    },

    async counts(skus) {
      const rows = await queryable.query<TotalsRow & { readonly version: number }>(
        "inventory.stockCounts",
        `SELECT item.sku, version, ${terms}, ${sums}
         FROM stock_items AS item LEFT JOIN stock_levels AS level ON level.sku = item.sku
         WHERE item.sku = ANY ($1) GROUP BY item.sku`,
        [skus],
      );
      const known = new Map(rows.map((row) => [row.sku, row]));
      return skus.map((sku) => {
        const row = known.get(sku);
        return { sku, version: row?.version ?? 0, available: row ? toAvailability(row).sellable : 0 };
      });
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

    async policy(sku) {
      const [row] = await queryable.query<StockPolicy>(
        "inventory.stockPolicy",
        `SELECT sku, policy, backorder_limit AS limit, backordered, low_stock_threshold AS "lowStockThreshold",
                available_from AS "availableFrom", expected_at AS "expectedAt"
         FROM stock_items WHERE sku = $1`,
        [sku],
      );
      return row;
    },
  };
}

function toAvailability({ sku, onHand, reserved, expectedAt, ...row }: TotalsRow) {
  const level = { sku, warehouseId: "", onHand, reserved };
  const availableFrom = row.policy === "NONE" ? null : (expectedAt ?? null);
  return { sku, ...totalsOf({ ...row, levels: [level] }), policy: row.policy, expectedAt: availableFrom };
}
