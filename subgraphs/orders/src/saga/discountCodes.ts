import type { Order } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import type { PlacementStep } from "./placement.ts";
import type { Undo } from "./step.ts";

/** Uses the discount codes up, within their limits. */
export const redeem: PlacementStep["run"] = async (order, { carts }, call) => {
  if (order.redemptions.length === 0) return { kind: "done", subject: order };
  const answer = await carts.redeem(
    {
      orderId: encodeOrderId(order),
      buyerId: order.buyerId,
      customerId: order.customerId,
      email: order.email,
      promotionIds: order.redemptions.map(({ promotionId }) => promotionId),
    },
    call,
  );
  if (answer.kind === "redeemed") return { kind: "done", subject: order };
  const kind = answer.reason === "UNKNOWN" ? "DISCOUNT_CODE_UNKNOWN" : "DISCOUNT_CODE_USED_UP";
  return { kind: "refused", reason: { kind, code: answer.code } };
};

/** Gives the discount codes back. */
export const restore: Undo<Order> = async (order, { carts }, call) => {
  if (order.redemptions.length > 0) await carts.restore(encodeOrderId(order), call);
  return order;
};
