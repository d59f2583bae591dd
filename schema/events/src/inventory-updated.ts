import { z } from "zod";
import { type EventOf, eventContract } from "./event.ts";

/** What every event of a SKU's stock carries. Null stands for stock without limit. */
export const stockData = z.object({
  sku: z.string(),
  onHand: z.int().nullable(),
  reserved: z.int(),
  available: z.int().nullable(),
});

/** The stock of a SKU, over all warehouses, changed. */
export const inventoryUpdated = eventContract("inventory.updated", stockData);
export type InventoryUpdated = EventOf<typeof inventoryUpdated>;
