import { createHash } from "node:crypto";

const userIdBytes = 16;
const secretBytes = 32;

/** How many random bytes a refresh token's secret has. */
export const refreshSecretBytes = secretBytes;

/** A refresh token as it is looked up. */
export interface RefreshTokenKey {
  readonly userId: string;
  readonly tokenHash: Buffer;
}

/**
 * A refresh token: the user's id, which leads to the shard that holds the session, and 256 random bits, in base64url.
 * The random part alone makes it a secret.
 */
export function encodeRefreshToken(userId: string, secret: Buffer): string {
  return Buffer.concat([Buffer.from(userId.replaceAll("-", ""), "hex"), secret]).toString("base64url");
}

/** How to find a refresh token, or null for a text that never was one. Only the hash is ever stored or compared. */
export function refreshTokenKey(token: string): RefreshTokenKey | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== userIdBytes + secretBytes || bytes.toString("base64url") !== token) return null;
  const hex = bytes.toString("hex", 0, userIdBytes);
  return {
    userId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    // A plain hash will do: 256 random bits cannot be guessed from it.
    tokenHash: createHash("sha256").update(bytes).digest(),
  };
}
