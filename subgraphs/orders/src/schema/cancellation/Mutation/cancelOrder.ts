import { money } from "@angidi/money";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { cancelOrder as cancel } from "../../../usecases/cancelOrder.ts";
import { idempotencyKeyReused, invalidInput, orderNotFound, refusal } from "../../userErrors.ts";

export const cancelOrder: MutationResolvers["cancelOrder"] = async (
  _parent,
  { input },
  { ports, caller, requestId },
) => {
  const outcome = await cancel(ports, input, { caller, requestId });
  switch (outcome.kind) {
    case "cancelled":
      return { __typename: "OrderCancelled", order: outcome.order };
    case "lines-cancelled": {
      const { order, refund } = outcome;
      return { __typename: "OrderLinesCancelled", order, refund: money(refund.amount, order.currency) };
    }
    case "not-cancellable":
      return refusal("OrderNotCancellable", outcome.message, ["orderId"]);
    case "order-not-found":
      return orderNotFound();
    case "key-reused":
      return idempotencyKeyReused();
    case "invalid-input":
      return invalidInput(outcome);
  }
};
