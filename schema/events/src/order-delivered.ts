import { type EventOf, eventContract } from "./event.ts";
import { orderData } from "./order-data.ts";

/** All goods of the order arrived. */
export const orderDelivered = eventContract("order.delivered", orderData);
export type OrderDelivered = EventOf<typeof orderDelivered>;
