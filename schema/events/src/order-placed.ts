import { type EventOf, eventContract } from "./event.ts";
import { orderData } from "./order-data.ts";

/** An order was taken down; stock and money are not decided yet. */
export const orderPlaced = eventContract("order.placed", orderData);
export type OrderPlaced = EventOf<typeof orderPlaced>;
