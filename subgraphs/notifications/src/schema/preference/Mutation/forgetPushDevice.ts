import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { forgetDevice } from "../../../usecases/devices.ts";
import { signedIn } from "../../signedIn.ts";
import { toInvalidInput } from "../../userErrors.ts";

export const forgetPushDevice: MutationResolvers["forgetPushDevice"] = async (
  _parent,
  { input: { token } },
  { ports, caller },
) => {
  const result = await forgetDevice(ports, signedIn(caller), token);
  return result.kind === "done" ? { __typename: "PushDeviceForgotten", token } : toInvalidInput(result);
};
