import { parseEmail } from "@angidi/contact";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const userByEmail: QueryResolvers["userByEmail"] = async (_parent, { email }, { ports }) => {
  const address = parseEmail(email);
  return address === null ? null : ports.store.users.byEmail(address);
};
