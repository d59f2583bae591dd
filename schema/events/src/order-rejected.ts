import { type EventOf, eventContract } from "./event.ts";
import { orderData } from "./order-data.ts";

/** The order could not be carried out; whatever it held was given back. */
export const orderRejected = eventContract("order.rejected", orderData);
export type OrderRejected = EventOf<typeof orderRejected>;
