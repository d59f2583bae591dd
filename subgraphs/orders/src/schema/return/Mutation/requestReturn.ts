import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { requestReturn as request } from "../../../usecases/requestReturn.ts";
import { idempotencyKeyReused, invalidInput, orderNotFound, refusal } from "../../userErrors.ts";

export const requestReturn: MutationResolvers["requestReturn"] = async (_parent, { input }, { ports, caller }) => {
  const outcome = await request(ports, input, caller);
  switch (outcome.kind) {
    case "requested":
      return { __typename: "ReturnRequested", return: outcome };
    case "not-returnable":
      return refusal("OrderNotReturnable", outcome.message, ["orderId"]);
    case "order-not-found":
      return orderNotFound();
    case "key-reused":
      return idempotencyKeyReused();
    case "invalid-input":
      return invalidInput(outcome);
  }
};
