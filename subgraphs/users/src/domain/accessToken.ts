import type { User } from "./user.ts";

/** Who issues access tokens and for whom; the gateway checks both. */
export const tokenIssuer = "angidi";
export const tokenAudience = "angidi";
/** RFC 9068: says that this is an access token, so that no other kind of JWT passes for one. */
export const tokenType = "at+jwt";

export interface AccessTokenClaims extends Record<string, unknown> {
  readonly iss: string;
  readonly aud: string;
  readonly sub: string;
  readonly roles: readonly string[];
  /** Customer groups; left out for somebody in none. */
  readonly groups?: readonly string[];
  readonly sid: string;
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
}

/** The claims of a token for a user's session. Times are whole seconds, as JWT has them. */
export function accessTokenClaims(of: {
  user: User;
  sessionId: string;
  tokenId: string;
  now: Date;
  lifetimeSeconds: number;
}): AccessTokenClaims {
  const iat = Math.floor(of.now.getTime() / 1000);
  return {
    iss: tokenIssuer,
    aud: tokenAudience,
    sub: of.user.id,
    roles: of.user.roles,
    ...(of.user.customerGroups.length > 0 ? { groups: of.user.customerGroups } : {}),
    sid: of.sessionId,
    jti: of.tokenId,
    iat,
    exp: iat + of.lifetimeSeconds,
  };
}
