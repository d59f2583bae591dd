import { type EventOf, eventContract } from "./event.ts";
import { orderData } from "./order-data.ts";

/** Goods of the order, perhaps not all, went out. */
export const orderShipped = eventContract("order.shipped", orderData);
export type OrderShipped = EventOf<typeof orderShipped>;
