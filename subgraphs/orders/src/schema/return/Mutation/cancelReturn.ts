import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { decideReturn } from "../../../usecases/decideReturn.ts";
import { returnNotFound, returnNotOpen } from "../refusals.ts";

export const cancelReturn: MutationResolvers["cancelReturn"] = async (_parent, { input }, { ports, caller }) => {
  const outcome = await decideReturn(ports, { ...input, status: "CANCELLED" }, caller);
  switch (outcome.kind) {
    case "decided":
      return { __typename: "ReturnCancelled", return: outcome };
    case "not-so":
    case "invalid-input":
      return returnNotOpen(outcome);
    case "return-not-found":
      return returnNotFound();
  }
};
