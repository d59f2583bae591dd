import { type EventOf, eventContract } from "./event.ts";
import { orderData } from "./order-data.ts";

/** Goods came back. */
export const orderReturned = eventContract("order.returned", orderData);
export type OrderReturned = EventOf<typeof orderReturned>;
