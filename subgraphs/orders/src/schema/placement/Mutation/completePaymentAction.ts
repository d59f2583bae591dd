import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { completePaymentAction as complete } from "../../../usecases/completePaymentAction.ts";
import { orderNotFound, refusal } from "../../userErrors.ts";

export const completePaymentAction: MutationResolvers["completePaymentAction"] = async (
  _parent,
  { input },
  { ports, caller, requestId },
) => {
  const outcome = await complete(ports, input, { caller, requestId });
  switch (outcome.kind) {
    case "completed":
      return { __typename: "PaymentActionCompleted", order: outcome.order };
    case "not-required":
      return refusal("PaymentActionNotRequired", "The order does not wait for this confirmation", ["orderId"]);
    case "order-not-found":
      return orderNotFound();
  }
};
