import { z } from "zod";
import { amount, type EventOf, eventContract } from "./event.ts";
import { orderData } from "./order-data.ts";

/**
 * What the order consists of and costs was changed for good: the data are those of the order from now on. It is no change of the
 * order's status, so its `subjectVersion` is that of the status which the order has, and it comes after that one's event.
 */
export const orderEdited = eventContract(
  "order.edited",
  orderData.extend({
    /** Of the edit, as the graph has it. */
    editId: z.string(),
    /** What the order costs and consists of since, counted from 1 for what it was placed with. */
    revision: z.int().min(2),
    /** Of the whole order, before. */
    totalBefore: amount,
  }),
);
export type OrderEdited = EventOf<typeof orderEdited>;
