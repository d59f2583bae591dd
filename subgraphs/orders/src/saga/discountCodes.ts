import { encodeOrderId } from "../domain/orderId.ts";
import type { Step, Undo } from "./step.ts";

/** Uses the discount codes up, within their limits. */
export const redeem: Step["run"] = async (order, { carts }, call) => {
  if (order.redemptions.length === 0) return { kind: "done", order };
  const answer = await carts.redeem(
    {
      orderId: encodeOrderId(order),
      buyerId: order.buyerId,
      email: order.email,
      promotionIds: order.redemptions.map(({ promotionId }) => promotionId),
    },
    call,
  );
  if (answer.kind === "redeemed") return { kind: "done", order };
  const kind = answer.reason === "UNKNOWN" ? "DISCOUNT_CODE_UNKNOWN" : "DISCOUNT_CODE_USED_UP";
  return { kind: "refused", reason: { kind, code: answer.code } };
};

/** Gives the discount codes back. */
export const restore: Undo = async (order, { carts }, call) => {
  if (order.redemptions.length > 0) await carts.restore(encodeOrderId(order), call);
  return order;
};
