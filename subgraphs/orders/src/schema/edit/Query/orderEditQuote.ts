import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { quoteOrderEdit } from "../../../usecases/quoteOrderEdit.ts";
import { orderNotFound } from "../../userErrors.ts";
import { editRefused } from "../editRefused.ts";

export const orderEditQuote: QueryResolvers["orderEditQuote"] = async (
  _parent,
  { input },
  { ports, caller, requestId },
) => {
  const outcome = await quoteOrderEdit(ports, input, { caller, requestId });
  switch (outcome.kind) {
    case "planned":
      return { __typename: "OrderEditQuote", ...outcome, currency: outcome.order.currency };
    case "order-not-found":
      return orderNotFound();
    default:
      return editRefused(outcome);
  }
};
