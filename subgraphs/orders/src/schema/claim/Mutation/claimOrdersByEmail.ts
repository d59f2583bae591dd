import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { claimOrdersByEmail as claim } from "../../../usecases/claimOrdersByEmail.ts";
import { invalidInput, refusal } from "../../userErrors.ts";

export const claimOrdersByEmail: MutationResolvers["claimOrdersByEmail"] = async (
  _parent,
  { input },
  { ports, caller, requestId },
) => {
  const outcome = await claim(ports, input, { caller, requestId });
  switch (outcome.kind) {
    case "claimed":
      return { __typename: "OrdersClaimed", orders: [...outcome.orders], hasMore: outcome.hasMore };
    case "not-verified":
      return refusal("EmailNotVerified", "Show first that your account's address is yours (requestEmailVerification)");
    case "invalid-input":
      return invalidInput(outcome);
  }
};
