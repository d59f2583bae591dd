import { createHash } from "node:crypto";

/** For how long the token that was sent is good. */
export const verificationLifetimeSeconds = 24 * 60 * 60;
/** After how long another one is sent, at the soonest: nobody's mailbox is to be filled. */
export const verificationPauseSeconds = 60;

/** A verification that somebody asked for. */
export interface EmailVerification {
  readonly userId: string;
  readonly email: string;
  readonly tokenHash: Buffer;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
}

/** What is kept of a token. A plain hash will do: 128 bits that nobody can predict cannot be guessed from it. */
export function verificationTokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
