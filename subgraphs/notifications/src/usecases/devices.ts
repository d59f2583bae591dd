import { type InvalidInput, invalidInput } from "../domain/refusal.ts";
import type { Ports } from "../ports.ts";

export type DeviceResult = { readonly kind: "done" } | InvalidInput;

const longestToken = 4_096;

function check(token: string): InvalidInput | null {
  const isToken = /^[\x21-\x7e]+$/.test(token) && token.length <= longestToken;
  return isToken ? null : invalidInput(["token"], `token must have 1 to ${longestToken} characters of ASCII`);
}

/** Sends a user's push messages to a device from now on, and to nobody else's account there. */
export async function registerDevice(
  { audience, now }: Pick<Ports, "audience" | "now">,
  userId: string,
  token: string,
): Promise<DeviceResult> {
  const refusal = check(token);
  if (refusal) return refusal;
  await audience.registerDevice(userId, token, now());
  return { kind: "done" };
}

/** Sends a user's push messages to a device no more; one that is not theirs stays as it is. */
export async function forgetDevice(
  { audience }: Pick<Ports, "audience">,
  userId: string,
  token: string,
): Promise<DeviceResult> {
  const refusal = check(token);
  if (refusal) return refusal;
  await audience.forgetDevice(userId, token);
  return { kind: "done" };
}
