import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { saveSettings } from "../../../usecases/saveSettings.ts";
import { signedIn } from "../../signedIn.ts";
import { toInvalidInput } from "../../userErrors.ts";

export const setNotificationSettings: MutationResolvers["setNotificationSettings"] = async (
  _parent,
  { input },
  { ports, caller },
) => {
  const result = await saveSettings(ports, signedIn(caller), input);
  if (result.kind === "invalid-input") return toInvalidInput(result);
  return { __typename: "NotificationSettingsSaved", settings: result.settings };
};
