import { isId } from "@angidi/datastores";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const verifiedEmail: QueryResolvers["verifiedEmail"] = async (_parent, { userId }, { ports }) => {
  const [user] = isId(userId) ? await ports.store.users.byIds([userId]) : [];
  return user?.emailVerified ? user.email : null;
};
