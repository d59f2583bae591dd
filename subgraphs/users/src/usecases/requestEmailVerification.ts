import { parseEmail } from "@angidi/contact";
import { eventOf, userVerificationRequested } from "@angidi/event-contracts";
import {
  verificationLifetimeSeconds,
  verificationPauseSeconds,
  verificationTokenHash,
} from "../domain/emailVerification.ts";
import type { Ports } from "../ports.ts";

export type RequestEmailVerificationResult =
  | { readonly kind: "requested"; readonly expiresAt: Date }
  | { readonly kind: "verified-already" | "other-address" | "too-soon" | "no-account" };

/**
 * Has a token sent to the address of somebody's account, by which they can show that it is theirs. It takes the place of one that
 * was sent before.
 */
export async function requestEmailVerification(
  ports: Pick<Ports, "store" | "verificationTokens" | "clock">,
  { userId, email: typed }: { readonly userId: string; readonly email: string },
): Promise<RequestEmailVerificationResult> {
  const [user] = await ports.store.users.byIds([userId]);
  if (!user) return { kind: "no-account" };
  if (parseEmail(typed) !== user.email) return { kind: "other-address" };
  if (user.emailVerified) return { kind: "verified-already" };

  const { email } = user;
  const now = ports.clock();
  const { verificationId, token } = ports.verificationTokens.make();
  const expiresAt = new Date(now.getTime() + verificationLifetimeSeconds * 1000);
  const notSince = new Date(now.getTime() - verificationPauseSeconds * 1000);
  const verification = { userId, email, tokenHash: verificationTokenHash(token), requestedAt: now, expiresAt };
  const isNew = await ports.store.transaction(async (store) => {
    if (!(await store.emailVerifications.put(verification, notSince))) return false;
    const data = { userId, email, verificationId, expiresAt: expiresAt.toISOString() };
    const about = { source: "users", subject: verificationId, subjectVersion: 1 };
    await store.publish(eventOf(userVerificationRequested, { ...about, data }));
    return true;
  });
  return isNew ? { kind: "requested", expiresAt } : { kind: "too-soon" };
}
