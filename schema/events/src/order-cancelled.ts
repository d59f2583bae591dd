import { type EventOf, eventContract } from "./event.ts";
import { orderData } from "./order-data.ts";

/** The order was cancelled by request. */
export const orderCancelled = eventContract("order.cancelled", orderData);
export type OrderCancelled = EventOf<typeof orderCancelled>;
