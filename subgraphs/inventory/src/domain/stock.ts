import type { StockEntry } from "./ledger.ts";
import { type SkuTerms, sellableOf } from "./policy.ts";

/** Units of one SKU in one warehouse. */
export interface StockLevel {
  readonly sku: string;
  readonly warehouseId: string;
  /** Null: sold without limit. */
  readonly onHand: number | null;
  /** Promised to orders and not shipped yet; never more than on hand. */
  readonly reserved: number;
}

/** A SKU over all warehouses. */
export interface StockTotals {
  /** Null when a warehouse has it without limit. */
  readonly onHand: number | null;
  readonly reserved: number;
  /** What lies there and is promised to nobody; null when without limit. */
  readonly available: number | null;
  /** What can still be sold: that, and what may be waited for; null when without limit. */
  readonly sellable: number | null;
}

/** A SKU's stock in all warehouses and what it is sold by, read while its lock is held. */
export interface SkuStock<Level extends StockLevel = StockLevel> extends SkuTerms {
  readonly sku: string;
  /** Every change of the SKU's stock adds one. */
  readonly version: number;
  readonly levels: readonly Level[];
}

/** A SKU's stock before and after a change. */
export interface StockChange {
  readonly sku: string;
  readonly before: SkuStock;
  readonly after: SkuStock;
}

/** On hand less what is reserved; null without limit. */
export function available({ onHand, reserved }: Pick<StockLevel, "onHand" | "reserved">): number | null {
  return onHand === null ? null : onHand - reserved;
}

export function isInStock({ available }: Pick<StockTotals, "available">): boolean {
  return available === null || available > 0;
}

/** What lies free of a SKU in all warehouses; null: without limit. */
export function freeUnits({ levels }: { readonly levels: readonly StockLevel[] }): number | null {
  if (levels.some(({ onHand }) => onHand === null)) return null;
  return levels.reduce((sum, level) => sum + available(level)!, 0);
}

/** Whether pieces lie free that orders wait for: those in a line that is longer than one transaction serves. */
export function isWaitedFor(stock: SkuTerms & { readonly levels: readonly StockLevel[] }): boolean {
  return stock.backordered > 0 && freeUnits(stock) !== 0;
}

/**
 * A SKU's stock as it will be when all in line have got what lies free: to anybody else it is gone already, and who comes
 * now comes after them. Drawn from the levels in their order, as in `serveInLine`.
 */
export function asIfServed<Stock extends SkuTerms & { readonly levels: readonly StockLevel[] }>(stock: Stock): Stock {
  if (!isWaitedFor(stock)) return stock;
  let { backordered } = stock;
  const levels = stock.levels.map((level) => {
    const units = Math.min(backordered, available(level) ?? backordered);
    backordered -= units;
    return { ...level, reserved: level.reserved + units };
  });
  return { ...stock, backordered, levels };
}

/** The totals over the levels of one SKU, what lies free for those in line not included; of none: nothing on hand. */
export function totalsOf(stock: SkuTerms & { readonly levels: readonly StockLevel[] }): StockTotals {
  const { levels, ...terms } = asIfServed(stock);
  const reserved = levels.reduce((sum, level) => sum + level.reserved, 0);
  const onHand = levels.some((level) => level.onHand === null)
    ? null
    : levels.reduce((sum, level) => sum + level.onHand!, 0);
  const free = available({ onHand, reserved });
  return { onHand, reserved, available: free, sellable: sellableOf(free, terms) };
}

/** The levels after the entries of their SKU. What has no limit keeps none, unless an entry gives it one. */
function moved(levels: readonly StockLevel[], entries: readonly StockEntry[]): StockLevel[] {
  const after = new Map(levels.map((level) => [level.warehouseId, level]));
  for (const { sku, warehouseId, onHand, reserved, hasLimit } of entries) {
    const level = after.get(warehouseId) ?? { sku, warehouseId, onHand: 0, reserved: 0 };
    const keepsLimit = hasLimit ?? level.onHand !== null;
    after.set(warehouseId, {
      ...level,
      onHand: keepsLimit ? (level.onHand ?? 0) + onHand : null,
      reserved: level.reserved + reserved,
    });
  }
  return [...after.values()];
}

/** What entries, and pieces that begin or cease to be waited for, change: only SKUs that they tell of. */
export function changesBy(
  stock: readonly SkuStock[],
  entries: readonly StockEntry[],
  waiting: readonly { readonly sku: string; readonly backordered: number }[] = [],
): StockChange[] {
  return stock.flatMap((before) => {
    const own = entries.filter(({ sku }) => sku === before.sku);
    const waits = waiting.filter(({ sku }) => sku === before.sku);
    if (own.length === 0 && waits.length === 0) return [];
    const backordered = waits.reduce((sum, change) => sum + change.backordered, before.backordered);
    const after = { ...before, version: before.version + 1, backordered, levels: moved(before.levels, own) };
    return [{ sku: before.sku, before, after }];
  });
}
