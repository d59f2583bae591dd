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
  /** What can still be sold; null when without limit. */
  readonly available: number | null;
}

/** A change of a level, in units to add. */
export interface Movement {
  readonly sku: string;
  readonly warehouseId: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** On hand less what is reserved; null without limit. */
export function available({ onHand, reserved }: Pick<StockLevel, "onHand" | "reserved">): number | null {
  return onHand === null ? null : onHand - reserved;
}

export function isInStock({ available }: Pick<StockTotals, "available">): boolean {
  return available === null || available > 0;
}

/** The totals over the levels of one SKU; of none: nothing on hand. */
export function totalsOf(levels: readonly StockLevel[]): StockTotals {
  const reserved = levels.reduce((sum, level) => sum + level.reserved, 0);
  const onHand = levels.some((level) => level.onHand === null)
    ? null
    : levels.reduce((sum, level) => sum + level.onHand!, 0);
  return { onHand, reserved, available: available({ onHand, reserved }) };
}

/** The levels after the movements. What has no limit keeps none. */
export function moved(levels: readonly StockLevel[], movements: readonly Movement[]): StockLevel[] {
  return levels.map((level) => {
    const own = movements.filter(({ sku, warehouseId }) => sku === level.sku && warehouseId === level.warehouseId);
    const onHand = own.reduce((sum, movement) => sum + movement.onHand, 0);
    const reserved = own.reduce((sum, movement) => sum + movement.reserved, 0);
    return {
      ...level,
      onHand: level.onHand === null ? null : level.onHand + onHand,
      reserved: level.reserved + reserved,
    };
  });
}

/** A SKU's levels in all warehouses, read while its lock is held. */
export interface SkuLevels<Level extends StockLevel = StockLevel> {
  readonly sku: string;
  /** Every change of the SKU's stock adds one. */
  readonly version: number;
  readonly levels: readonly Level[];
}

/** A SKU's stock before and after a change. */
export interface StockChange {
  readonly sku: string;
  /** After the change. */
  readonly version: number;
  readonly before: readonly StockLevel[];
  readonly after: readonly StockLevel[];
}

/** What movements change: only SKUs of which something moves. */
export function changesBy(stock: readonly SkuLevels[], movements: readonly Movement[]): StockChange[] {
  return stock
    .filter(({ sku }) => movements.some((movement) => movement.sku === sku))
    .map(({ sku, version, levels }) => ({
      sku,
      version: version + 1,
      before: levels,
      after: moved(levels, movements),
    }));
}
