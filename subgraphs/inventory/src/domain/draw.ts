/** So many units of a SKU. */
export interface Line {
  readonly sku: string;
  readonly quantity: number;
}

/** A warehouse with units of a SKU that can be drawn. */
export interface Place {
  readonly sku: string;
  readonly warehouseId: string;
  /** Null: as many as anyone wants. */
  readonly units: number | null;
}

/** Units drawn from one place. */
export interface Portion {
  readonly sku: string;
  readonly warehouseId: string;
  readonly quantity: number;
}

/** A line that the places cannot give. */
export interface Shortage {
  readonly sku: string;
  readonly requested: number;
  readonly available: number;
}

export type Drawing =
  | { readonly kind: "drawn"; readonly portions: readonly Portion[] }
  | { readonly kind: "short"; readonly shortages: Shortage[] };

/** One line for each SKU, in the order in which they first come. */
export function sumBySku(lines: readonly Line[]): Line[] {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }));
}

/** Draws every line from the places in their order, several places for one line if need be, or nothing at all. */
export function draw(lines: readonly Line[], places: readonly Place[]): Drawing {
  const portions: Portion[] = [];
  const shortages: Shortage[] = [];
  for (const { sku, quantity } of sumBySku(lines)) {
    let wanted = quantity;
    for (const place of places) {
      if (place.sku !== sku || wanted === 0) continue;
      const taken = place.units === null ? wanted : Math.min(wanted, place.units);
      if (taken > 0) portions.push({ sku, warehouseId: place.warehouseId, quantity: taken });
      wanted -= taken;
    }
    if (wanted > 0) shortages.push({ sku, requested: quantity, available: quantity - wanted });
  }
  return shortages.length > 0 ? { kind: "short", shortages } : { kind: "drawn", portions };
}
