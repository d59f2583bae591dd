import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { resumeOrder as resume } from "../../../usecases/resumeOrder.ts";
import { orderNotFound } from "../../userErrors.ts";

export const resumeOrder: MutationResolvers["resumeOrder"] = async (
  _parent,
  { input },
  { ports, caller, requestId },
) => {
  const order = await resume(ports, input.orderId, { caller, requestId });
  return order ? { __typename: "OrderResumed", order } : orderNotFound();
};
