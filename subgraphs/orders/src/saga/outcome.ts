import type { Order } from "../domain/order.ts";
import { describeUndo, paymentStatusAfterUndo, statusAfterUndo } from "../domain/undoReason.ts";
import type { PlacementStep } from "./placement.ts";
import type { Undo } from "./step.ts";

/** The order is placed for good. Carts hears of it by order.confirmed and takes the ordered lines out of the cart. */
export const confirm: PlacementStep["run"] = async (order, { orders }) => {
  const confirmed = await orders.change(order, {
    status: "CONFIRMED",
    paymentStatus: "CAPTURED",
    direction: "SETTLED",
  });
  return confirmed ? { kind: "done", subject: confirmed } : { kind: "overtaken" };
};

/**
 * The order is over, everything being given back. Its cart can be ordered again, unless the order was confirmed: then
 * its lines were taken out of the cart, which is at its next checkout.
 */
export const close: Undo<Order> = async (order, { orders }) => {
  if (!order.undoReason) throw new Error(`The order ${order.number} is undone for no reason`);
  return orders.change(order, {
    status: statusAfterUndo(order.undoReason),
    paymentStatus: paymentStatusAfterUndo(order.undoReason, order.refunded),
    refunded: order.refunded,
    direction: "SETTLED",
    because: describeUndo(order.undoReason),
    releasesCart: order.status === "PLACED",
  });
};
