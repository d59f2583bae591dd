import { normalisePassword, type PasswordWeakness, passwordWeakness } from "../domain/password.ts";
import type { User } from "../domain/user.ts";
import type { Ports } from "../ports.ts";
import { type CheckPasswordResult, checkPassword } from "./checkPassword.ts";

export interface ChangePasswordRequest {
  readonly userId: string;
  /** The session to keep. */
  readonly sessionId: string | null;
  readonly currentPassword: string;
  readonly newPassword: string;
}

export type ChangePasswordResult =
  | { readonly kind: "changed"; readonly user: User }
  | { readonly kind: "weak-password"; readonly weakness: PasswordWeakness }
  | { readonly kind: "no-account" }
  | Exclude<CheckPasswordResult, { kind: "right" }>;

/**
 * Changes a user's password and ends their other sessions, which somebody else may hold. The current password is asked
 * for, and wrong ones count towards the lock: a stolen access token must not be enough to take an account over.
 */
export async function changePassword(
  ports: Pick<Ports, "store" | "sessionEndings" | "passwords" | "clock">,
  request: ChangePasswordRequest,
): Promise<ChangePasswordResult> {
  const known = await ports.store.users.withPasswordById(request.userId);
  if (!known) return { kind: "no-account" };
  const { user, passwordHash } = known;
  const newPassword = normalisePassword(request.newPassword);
  const weakness = passwordWeakness(newPassword, user.email);
  if (weakness) return { kind: "weak-password", weakness };

  const check = await checkPassword(ports, { address: user.email, passwordHash, password: request.currentPassword });
  if (check.kind !== "right") return check;
  const newHash = await ports.passwords.hash(newPassword);
  if (newHash === "busy") return { kind: "busy" };

  const now = ports.clock();
  let ended: readonly string[] = [];
  const result = await ports.store.transaction(async (store): Promise<ChangePasswordResult> => {
    const until = await store.signInFailures.clear(check.digest, now);
    if (until) return { kind: "locked", until };
    // Of two changes in parallel the second finds that the password it knew is no more.
    const replaced = await store.users.replacePasswordHash(user.id, { from: passwordHash, to: newHash, now });
    if (!replaced) return { kind: "invalid-credentials" };
    ended = await store.sessions.endOthers(user.id, request.sessionId, now);
    return { kind: "changed", user };
  });
  if (result.kind === "changed") ports.sessionEndings.tell(ended);
  return result;
}
