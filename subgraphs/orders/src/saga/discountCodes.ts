import { encodeOrderId } from "../domain/orderId.ts";
import type { Step, Undo } from "./step.ts";

const messages: Readonly<Record<string, string>> = {
  UNKNOWN: "There is no such discount code any more",
  USED_UP: "This discount code was used as often as it may be",
  USED_UP_BY_CUSTOMER: "You have used this discount code as often as one may",
};

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
  const message = messages[answer.reason] ?? "This discount code cannot be used";
  return { kind: "refused", reason: { kind: "DISCOUNT_CODE_REFUSED", code: answer.code, message } };
};

/** Gives the discount codes back. */
export const restore: Undo = async (order, { carts }, call) => {
  if (order.redemptions.length > 0) await carts.restore(encodeOrderId(order), call);
  return order;
};
