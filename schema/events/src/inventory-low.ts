import { type EventOf, eventContract } from "./event.ts";
import { stockData } from "./inventory-updated.ts";

/** The stock of a SKU fell to its threshold. */
export const inventoryLow = eventContract("inventory.low", stockData);
export type InventoryLow = EventOf<typeof inventoryLow>;
