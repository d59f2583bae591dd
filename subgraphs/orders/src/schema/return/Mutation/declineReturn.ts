import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { decideReturn } from "../../../usecases/decideReturn.ts";
import { invalidInput } from "../../userErrors.ts";
import { returnNotFound, returnNotOpen } from "../refusals.ts";

export const declineReturn: MutationResolvers["declineReturn"] = async (_parent, { input }, { ports, caller }) => {
  const outcome = await decideReturn(ports, { ...input, status: "DECLINED" }, caller);
  switch (outcome.kind) {
    case "decided":
      return { __typename: "ReturnDeclined", return: outcome };
    case "not-so":
      return returnNotOpen(outcome);
    case "return-not-found":
      return returnNotFound();
    case "invalid-input":
      return invalidInput(outcome);
  }
};
