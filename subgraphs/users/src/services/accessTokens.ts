import { newId } from "@angidi/datastores";
import { SignJWT } from "jose";
import { accessTokenClaims, tokenType } from "../domain/accessToken.ts";
import type { User } from "../domain/user.ts";
import { signingAlgorithm } from "./keyPairs.ts";
import type { KeyRing } from "./keyRing.ts";

/** Issues access tokens. */
export interface AccessTokens {
  issue(user: User, sessionId: string, now: Date): Promise<{ readonly accessToken: string; readonly expiresAt: Date }>;
}

/** Access tokens as JWTs (RFC 9068) signed by the key ring. */
export function signedAccessTokens(keys: KeyRing, lifetimeSeconds: number): AccessTokens {
  return {
    async issue(user, sessionId, now) {
      const claims = accessTokenClaims({ user, sessionId, tokenId: newId(), now, lifetimeSeconds });
      const { id, privateKey } = await keys.signingKey(now);
      const accessToken = await new SignJWT(claims)
        .setProtectedHeader({ alg: signingAlgorithm, typ: tokenType, kid: id })
        .sign(privateKey);
      return { accessToken, expiresAt: new Date(claims.exp * 1000) };
    },
  };
}
