import { createHash } from "node:crypto";

/** Names a token without giving it away: only who has the token can tell its fingerprint. */
export function fingerprint(token: string): string {
  return createHash("sha256").update(token).digest("base64url").slice(0, 22);
}
