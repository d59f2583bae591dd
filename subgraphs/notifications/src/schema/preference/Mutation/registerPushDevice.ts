import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { registerDevice } from "../../../usecases/devices.ts";
import { signedIn } from "../../signedIn.ts";
import { toInvalidInput } from "../../userErrors.ts";

export const registerPushDevice: MutationResolvers["registerPushDevice"] = async (
  _parent,
  { input: { token } },
  { ports, caller },
) => {
  const result = await registerDevice(ports, signedIn(caller), token);
  return result.kind === "done" ? { __typename: "PushDeviceRegistered", token } : toInvalidInput(result);
};
