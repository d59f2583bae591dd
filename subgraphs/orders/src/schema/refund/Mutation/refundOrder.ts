import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { refundOrder as refund } from "../../../usecases/refundOrder.ts";
import { idempotencyKeyReused, invalidInput, orderNotFound, refusal } from "../../userErrors.ts";

export const refundOrder: MutationResolvers["refundOrder"] = async (
  _parent,
  { input },
  { ports, caller, requestId },
) => {
  const outcome = await refund(ports, input, { caller, requestId });
  switch (outcome.kind) {
    case "refunded":
      return { __typename: "OrderRefunded", order: outcome.order };
    case "declined":
      return refusal("RefundDeclined", "The provider did not give the money back");
    case "not-refundable":
      return refusal("OrderNotRefundable", outcome.message, ["orderId"]);
    case "exceeds": {
      const exceeds = refusal("RefundExceedsPayment", "This is more than what is left of the order's money", [
        "amount",
      ]);
      return { ...exceeds, refundable: outcome.refundable };
    }
    case "order-not-found":
      return orderNotFound();
    case "key-reused":
      return idempotencyKeyReused();
    case "invalid-input":
      return invalidInput(outcome);
  }
};
