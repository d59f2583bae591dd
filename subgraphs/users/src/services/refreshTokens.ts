import { randomBytes } from "node:crypto";
import { encodeRefreshToken, refreshSecretBytes, refreshTokenKey } from "../domain/refreshToken.ts";

/** A refresh token for the client, and what is stored of it. */
export interface MadeRefreshToken {
  readonly token: string;
  readonly stored: { readonly tokenHash: Buffer; readonly expiresAt: Date };
}

/** Makes refresh tokens. */
export interface RefreshTokens {
  make(userId: string, now: Date): MadeRefreshToken;
}

/** Refresh tokens of random bits, each good for `lifetimeSeconds`. */
export function randomRefreshTokens(lifetimeSeconds: number): RefreshTokens {
  return {
    make(userId, now) {
      const token = encodeRefreshToken(userId, randomBytes(refreshSecretBytes));
      const { tokenHash } = refreshTokenKey(token)!;
      return { token, stored: { tokenHash, expiresAt: new Date(now.getTime() + lifetimeSeconds * 1000) } };
    },
  };
}
