import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { setPreference } from "../../../usecases/preferences.ts";
import { signedIn } from "../../signedIn.ts";

export const setNotificationPreference: MutationResolvers["setNotificationPreference"] = async (
  _parent,
  { input },
  { ports, caller },
) => {
  const result = await setPreference(ports, signedIn(caller), input);
  if (result.kind === "saved") return { __typename: "NotificationPreferenceSaved", preference: result.preference };
  return {
    __typename: "NotificationMandatory",
    message: "Messages of this kind belong to a purchase and cannot be switched off on this channel",
    path: ["enabled"],
  };
};
