import type { OrderStatus } from "../graph/generated/operations.ts";

/** After these nothing follows in an order's timeline that a shopper waits for. */
const ends: ReadonlySet<OrderStatus> = new Set(["DELIVERED", "REJECTED", "CANCELLED", "RETURNED"]);

/** Whether an order has ended, so that its stream ends, too. */
export const hasEnded = (status: OrderStatus): boolean => ends.has(status);

/** Whether the shopper may still ask for it to be cancelled. The graph has the last word. */
export const mayBeCancelled = (status: OrderStatus): boolean => status === "PLACED" || status === "CONFIRMED";
