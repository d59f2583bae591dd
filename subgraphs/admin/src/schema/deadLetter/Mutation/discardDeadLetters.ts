import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { discardLetters } from "../../../usecases/changeDeadLetters.ts";
import { toUserError } from "../toUserError.ts";

export const discardDeadLetters: NonNullable<MutationResolvers["discardDeadLetters"]> = async (
  _parent,
  { input },
  { ports },
) => {
  const result = await discardLetters(ports, input);
  return result.kind === "changed"
    ? { __typename: "DeadLettersDiscarded", deadLetters: result.letters }
    : toUserError(result);
};
