import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { redriveLetters } from "../../../usecases/changeDeadLetters.ts";
import { toUserError } from "../toUserError.ts";

export const redriveDeadLetters: NonNullable<MutationResolvers["redriveDeadLetters"]> = async (
  _parent,
  { input },
  { ports },
) => {
  const result = await redriveLetters(ports, input);
  return result.kind === "changed"
    ? { __typename: "DeadLettersRedriven", deadLetters: result.letters }
    : toUserError(result);
};
