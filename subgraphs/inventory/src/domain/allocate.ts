import { distanceBetween } from "./distance.ts";
import { draw, type Line, type Portion, type Shortage, sumBySku } from "./draw.ts";
import { fewestWarehouses, type Supply } from "./fewestWarehouses.ts";
import { available, type StockLevel } from "./stock.ts";

/** A level with what decides which warehouse is drawn from first. */
export interface AllocatableLevel extends StockLevel {
  /** The lower the sooner. */
  readonly priority: number;
  /** Where the warehouse is, ISO 3166-1 alpha-2. */
  readonly countryCode: string;
}

export type Allocation =
  /** What is taken from stock, and what has to be waited for. */
  | { readonly kind: "allocated"; readonly portions: readonly Portion[]; readonly waiting: readonly Line[] }
  | { readonly kind: "short"; readonly shortages: Shortage[] };

/**
 * Decides from which warehouses an order's lines are taken: from as few as can be, since each is a parcel; among as few
 * from those of the lowest priority, then from the nearest to the country of destination (docs/decisions/0024). Every line
 * or none. What is not there waits, as far as `backorderable` (by SKU; null: any number) lets it.
 */
export function allocate(
  lines: readonly Line[],
  levels: readonly AllocatableLevel[],
  destinationCountry: string,
  backorderable: (sku: string) => number | null = () => 0,
): Allocation {
  const free = new Map<string, number>();
  for (const level of levels) free.set(level.sku, (free.get(level.sku) ?? 0) + unitsIn(level));

  const shortages: Shortage[] = [];
  const fromStock: Line[] = [];
  const waiting: Line[] = [];
  for (const { sku, quantity } of sumBySku(lines)) {
    const there = free.get(sku) ?? 0;
    const missing = Math.max(0, quantity - there);
    const beyond = backorderable(sku) ?? Infinity;
    if (missing > beyond) shortages.push({ sku, requested: quantity, available: there + beyond });
    if (missing > 0) waiting.push({ sku, quantity: missing });
    if (quantity > missing) fromStock.push({ sku, quantity: quantity - missing });
  }
  if (shortages.length > 0) return { kind: "short", shortages };
  const supplies = fewestWarehouses(fromStock, suppliesOf(levels, destinationCountry));
  return { kind: "allocated", portions: fromStock.flatMap((line) => portionsOf(line, supplies)), waiting };
}

/** What the warehouses have, in the order in which they are drawn from. */
function suppliesOf(levels: readonly AllocatableLevel[], destinationCountry: string): Supply[] {
  const distance = new Map(
    levels.map(({ countryCode }) => [countryCode, distanceBetween(countryCode, destinationCountry)]),
  );
  const inOrder = levels.toSorted(
    (one, other) =>
      one.priority - other.priority ||
      compare(distance.get(one.countryCode)!, distance.get(other.countryCode)!) ||
      // Any fixed order will do, so long as the same stock always gives the same answer.
      compare(one.warehouseId, other.warehouseId),
  );
  return [...Map.groupBy(inOrder, ({ warehouseId }) => warehouseId)].map(([warehouseId, own]) => ({
    warehouseId,
    units: new Map(own.map((level) => [level.sku, unitsIn(level)])),
  }));
}

/** A line is not torn when one of the chosen warehouses has all of it. */
function portionsOf(line: Line, supplies: readonly Supply[]): readonly Portion[] {
  const whole = supplies.find(({ units }) => (units.get(line.sku) ?? 0) >= line.quantity);
  const places = (whole ? [whole] : supplies).map(({ warehouseId, units }) => ({
    ...{ sku: line.sku, warehouseId },
    units: units.get(line.sku) ?? 0,
  }));
  const drawing = draw([line], places);
  if (drawing.kind === "short") throw new Error(`The chosen warehouses lack ${line.sku}`);
  return drawing.portions;
}

function unitsIn(level: StockLevel): number {
  return available(level) ?? Infinity;
}

/** Also of infinities, whose difference is no number. */
function compare(one: number | string, other: number | string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
