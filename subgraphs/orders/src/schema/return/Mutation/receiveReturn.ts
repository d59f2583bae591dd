import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { receiveReturn as receive } from "../../../usecases/receiveReturn.ts";
import { idempotencyKeyReused, invalidInput } from "../../userErrors.ts";
import { returnNotFound, returnNotOpen } from "../refusals.ts";

export const receiveReturn: MutationResolvers["receiveReturn"] = async (
  _parent,
  { input },
  { ports, caller, requestId },
) => {
  const outcome = await receive(ports, input, { caller, requestId });
  switch (outcome.kind) {
    case "received":
      return { __typename: "ReturnReceived", return: outcome };
    case "not-so":
      return returnNotOpen(outcome);
    case "return-not-found":
      return returnNotFound();
    case "key-reused":
      return idempotencyKeyReused();
    case "invalid-input":
      return invalidInput(outcome);
  }
};
