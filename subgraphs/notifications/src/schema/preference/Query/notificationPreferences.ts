import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { listPreferences } from "../../../usecases/preferences.ts";
import { signedIn } from "../../signedIn.ts";

export const notificationPreferences: QueryResolvers["notificationPreferences"] = (_parent, _args, { ports, caller }) =>
  listPreferences(ports, signedIn(caller));
