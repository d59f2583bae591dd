import { z } from "zod";
import { type EventOf, eventContract } from "./event.ts";

/** What every event of a SKU's stock carries. Null stands for stock without limit. */
export const stockData = z.object({
  sku: z.string(),
  onHand: z.int().nullable(),
  reserved: z.int(),
  /** On hand less reserved. */
  available: z.int().nullable(),
  /** What can be sold, what may be waited for included; events from before there were backorders lack it. */
  sellable: z.int().nullable().optional(),
});

/** The stock of a SKU, over all warehouses, or what it is sold by, changed. */
export const inventoryUpdated = eventContract("inventory.updated", stockData);
export type InventoryUpdated = EventOf<typeof inventoryUpdated>;
