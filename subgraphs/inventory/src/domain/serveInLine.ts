import { draw, type Portion } from "./draw.ts";
import type { Backorder, BackorderMovement } from "./reservation.ts";
import { available, type SkuStock } from "./stock.ts";

/** Stock that orders get which waited for it. */
export interface Served {
  /** The SKUs of which they get some. */
  readonly stock: readonly SkuStock[];
  readonly added: readonly (Portion & { readonly orderId: string })[];
  readonly backorders: readonly BackorderMovement[];
}

/**
 * Gives free stock to those in line, in their order, as far as it goes; the last may get a part of what it waits for.
 * Several warehouses give in the order of their levels.
 */
export function serveInLine(stock: readonly SkuStock[], inLine: readonly Backorder[]): Served {
  const added: (Portion & { orderId: string })[] = [];
  const backorders: BackorderMovement[] = [];
  for (const { sku, levels } of stock) {
    const places = levels.map((level) => ({
      sku,
      warehouseId: level.warehouseId,
      units: available(level) ?? Infinity,
    }));
    for (const { orderId, waiting } of inLine.filter((backorder) => backorder.sku === sku)) {
      const free = places.reduce((sum, { units }) => sum + units, 0);
      const quantity = Math.min(waiting, free);
      if (quantity === 0) break;
      const drawing = draw([{ sku, quantity }], places);
      if (drawing.kind === "short") throw new Error(`There is less of ${sku} than there is`);
      for (const portion of drawing.portions) {
        added.push({ ...portion, orderId });
        places.find(({ warehouseId }) => warehouseId === portion.warehouseId)!.units -= portion.quantity;
      }
      backorders.push({ orderId, sku, added: 0, allocated: quantity, released: 0 });
    }
  }
  const served = new Set(backorders.map(({ sku }) => sku));
  return { stock: stock.filter(({ sku }) => served.has(sku)), added, backorders };
}
