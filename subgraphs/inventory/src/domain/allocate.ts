import { type Drawing, draw, type Line } from "./draw.ts";
import { available, type StockLevel } from "./stock.ts";

/** A level with what decides which warehouse is drawn from first. */
export interface AllocatableLevel extends StockLevel {
  /** The lower the sooner. */
  readonly priority: number;
  /** Where the warehouse is, ISO 3166-1 alpha-2. */
  readonly countryCode: string;
}

/**
 * Decides from which warehouses an order's lines are taken: by the warehouses' priority, among equals first those in the
 * country of destination. Every line or none; a line may be shared by several warehouses.
 */
export function allocate(
  lines: readonly Line[],
  levels: readonly AllocatableLevel[],
  destinationCountry: string,
): Drawing {
  const inOrder = levels.toSorted(
    (one, other) =>
      one.priority - other.priority ||
      Number(other.countryCode === destinationCountry) - Number(one.countryCode === destinationCountry) ||
      // Any fixed order will do, so long as the same stock always gives the same answer.
      (one.warehouseId < other.warehouseId ? -1 : 1),
  );
  return draw(
    lines,
    inOrder.map((level) => ({ sku: level.sku, warehouseId: level.warehouseId, units: available(level) })),
  );
}
