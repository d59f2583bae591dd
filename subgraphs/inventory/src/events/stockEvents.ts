import {
  eventOf,
  type InventoryLow,
  type InventoryUpdated,
  inventoryLow,
  inventoryUpdated,
} from "@angidi/event-contracts";
import { type SkuStock, type StockChange, totalsOf } from "../domain/stock.ts";

export type StockEvent = InventoryUpdated | InventoryLow;

/** What is published of changes: each SKU's new stock, and that it is low when it has just become so. */
export function stockEvents(changes: readonly StockChange[], lowStockThreshold: number): StockEvent[] {
  return changes.flatMap(({ sku, before, after }) => {
    const data = { sku, ...totalsOf(after) };
    const event = { source: "inventory", subject: sku, subjectVersion: after.version, data };
    const isLow = (stock: SkuStock) =>
      (totalsOf(stock).available ?? Infinity) <= (stock.lowStockThreshold ?? lowStockThreshold);
    const hasBecomeLow = before.levels.length > 0 && !isLow(before) && isLow(after);
    return [eventOf(inventoryUpdated, event), ...(hasBecomeLow ? [eventOf(inventoryLow, event)] : [])];
  });
}
