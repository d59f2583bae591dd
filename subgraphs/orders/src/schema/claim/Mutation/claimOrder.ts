import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { claimOrder as claim } from "../../../usecases/claimOrder.ts";
import { orderNotFound, refusal } from "../../userErrors.ts";

export const claimOrder: MutationResolvers["claimOrder"] = async (_parent, { input }, { ports, caller }) => {
  const outcome = await claim(ports, input, caller);
  switch (outcome.kind) {
    case "claimed":
      return { __typename: "OrderClaimed", order: outcome.order };
    case "already-claimed":
      return refusal("OrderAlreadyClaimed", "Somebody has claimed this order already", ["orderId"]);
    case "order-not-found":
      return orderNotFound();
  }
};
