import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { refreshSession as refresh } from "../../../usecases/refreshSession.ts";
import { refreshTokenInvalid, toSession } from "../results.ts";

export const refreshSession: MutationResolvers["refreshSession"] = async (_parent, { input }, { ports }) => {
  const result = await refresh(ports, input);
  return result.kind === "refreshed" ? toSession(result.session) : refreshTokenInvalid();
};
