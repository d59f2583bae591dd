/** Some pieces of a SKU. */
export interface SkuQuantity {
  readonly sku: string;
  readonly quantity: number;
}

/** One entry for each SKU of which there is anything: stock is kept by SKU, and two lines may share one. */
export function bySku(pieces: readonly SkuQuantity[]): SkuQuantity[] {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of pieces) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities].filter(([, quantity]) => quantity > 0).map(([sku, quantity]) => ({ sku, quantity }));
}

/** Of each SKU the more of the two: what is enough for either. */
export function eitherOf(one: readonly SkuQuantity[], other: readonly SkuQuantity[]): SkuQuantity[] {
  return [...new Set([...one, ...other].map(({ sku }) => sku))].map((sku) => ({
    sku,
    quantity: Math.max(quantityOf(one, sku), quantityOf(other, sku)),
  }));
}

/** Whether the one holds all that the other does. */
export function covers(one: readonly SkuQuantity[], other: readonly SkuQuantity[]): boolean {
  return other.every(({ sku, quantity }) => quantityOf(one, sku) >= quantity);
}

function quantityOf(pieces: readonly SkuQuantity[], sku: string): number {
  return pieces.reduce((sum, piece) => sum + (piece.sku === sku ? piece.quantity : 0), 0);
}
