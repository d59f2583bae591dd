import {
  eventOf,
  type InventoryLow,
  type InventoryUpdated,
  inventoryLow,
  inventoryUpdated,
} from "@angidi/event-contracts";
import { type StockChange, type StockLevel, totalsOf } from "../domain/stock.ts";

export type StockEvent = InventoryUpdated | InventoryLow;

/** What is published of changes: each SKU's new stock, and that it is low when it has just become so. */
export function stockEvents(changes: readonly StockChange[], lowStockThreshold: number): StockEvent[] {
  return changes.flatMap(({ sku, version, before, after }) => {
    const data = { sku, ...totalsOf(after) };
    const event = { source: "inventory", subject: sku, subjectVersion: version, data };
    const isLow = (levels: readonly StockLevel[]) => (totalsOf(levels).available ?? Infinity) <= lowStockThreshold;
    const hasBecomeLow = before.length > 0 && !isLow(before) && isLow(after);
    return [eventOf(inventoryUpdated, event), ...(hasBecomeLow ? [eventOf(inventoryLow, event)] : [])];
  });
}
