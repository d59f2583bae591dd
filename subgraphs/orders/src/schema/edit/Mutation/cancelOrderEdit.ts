import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { cancelOrderEdit as cancel } from "../../../usecases/cancelOrderEdit.ts";
import { idempotencyKeyReused, invalidInput, orderNotFound, refusal } from "../../userErrors.ts";

export const cancelOrderEdit: MutationResolvers["cancelOrderEdit"] = async (
  _parent,
  { input },
  { ports, caller, requestId },
) => {
  const outcome = await cancel(ports, input, { caller, requestId });
  switch (outcome.kind) {
    case "cancelled": {
      const { order, edit } = outcome;
      return { __typename: "OrderEditCancelled", order, edit: { ...edit, currency: order.currency } };
    }
    case "not-cancellable":
      return refusal("OrderEditNotCancellable", outcome.message, ["editId"]);
    case "order-not-found":
      return orderNotFound();
    case "key-reused":
      return idempotencyKeyReused();
    case "invalid-input":
      return invalidInput(outcome);
  }
};
