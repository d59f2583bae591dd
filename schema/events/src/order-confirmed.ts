import { type EventOf, eventContract } from "./event.ts";
import { orderData } from "./order-data.ts";

/** Stock is committed and the money captured. */
export const orderConfirmed = eventContract("order.confirmed", orderData);
export type OrderConfirmed = EventOf<typeof orderConfirmed>;
