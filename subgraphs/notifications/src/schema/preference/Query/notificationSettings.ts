import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { signedIn } from "../../signedIn.ts";

export const notificationSettings: QueryResolvers["notificationSettings"] = (_parent, _args, { ports, caller }) =>
  ports.audience.settings(signedIn(caller));
