import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { logout as signOut } from "../../../usecases/logout.ts";
import { refreshTokenInvalid } from "../results.ts";

export const logout: MutationResolvers["logout"] = async (_parent, { input }, { ports }) => {
  const result = await signOut(ports, input);
  return result.kind === "logged-out" ? { __typename: "LoggedOut", userId: result.userId } : refreshTokenInvalid();
};
