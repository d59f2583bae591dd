import { userIdOf } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const me: QueryResolvers["me"] = async (_parent, _args, { caller, loaders }) => {
  const userId = userIdOf(caller);
  return userId === null ? null : loaders.userById.load(userId);
};
