import { verificationTokenHash } from "../domain/emailVerification.ts";
import type { User } from "../domain/user.ts";
import type { Ports } from "../ports.ts";

export type VerifyEmailResult = { readonly kind: "verified"; readonly user: User } | { readonly kind: "token-invalid" };

/**
 * Shows that the address of an account is its user's: who is signed in, and has read what was sent there. Neither is enough by
 * itself, so a message that goes astray verifies nobody's account. A token is spent by this.
 */
export async function verifyEmail(
  ports: Pick<Ports, "store" | "clock">,
  { userId, token }: { readonly userId: string; readonly token: string },
): Promise<VerifyEmailResult> {
  const user = await ports.store.emailVerifications.spend(userId, verificationTokenHash(token), ports.clock());
  return user ? { kind: "verified", user } : { kind: "token-invalid" };
}
