import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { decideReturn } from "../../../usecases/decideReturn.ts";
import { invalidInput } from "../../userErrors.ts";
import { returnNotFound, returnNotOpen } from "../refusals.ts";

export const approveReturn: MutationResolvers["approveReturn"] = async (_parent, { input }, { ports, caller }) => {
  const outcome = await decideReturn(ports, { ...input, status: "APPROVED" }, caller);
  switch (outcome.kind) {
    case "decided":
      return { __typename: "ReturnApproved", return: outcome };
    case "not-so":
      return returnNotOpen(outcome);
    case "return-not-found":
      return returnNotFound();
    case "invalid-input":
      return invalidInput(outcome);
  }
};
