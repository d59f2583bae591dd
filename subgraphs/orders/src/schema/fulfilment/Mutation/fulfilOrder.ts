import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { fulfilOrder as fulfil } from "../../../usecases/fulfilOrder.ts";
import { idempotencyKeyReused, invalidInput, orderNotFound, refusal } from "../../userErrors.ts";

export const fulfilOrder: MutationResolvers["fulfilOrder"] = async (
  _parent,
  { input },
  { ports, caller, requestId },
) => {
  const outcome = await fulfil(ports, input, { caller, requestId });
  switch (outcome.kind) {
    case "fulfilled": {
      const { order, fulfilment } = outcome;
      return { __typename: "OrderFulfilled", order, fulfilment: { ...fulfilment, currency: order.currency } };
    }
    case "not-fulfillable":
      return refusal("OrderNotFulfillable", outcome.message, [outcome.field]);
    case "order-not-found":
      return orderNotFound();
    case "key-reused":
      return idempotencyKeyReused();
    case "invalid-input":
      return invalidInput(outcome);
  }
};
