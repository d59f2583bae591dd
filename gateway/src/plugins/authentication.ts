import { anonymous, type EndUser, type Role, roles } from "@angidi/subgraph";
import { HeaderMap } from "@apollo/server";
import { GraphQLError } from "graphql";
import { errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { Logger } from "pino";

/** Where the keys come from that access tokens are verified with. */
export interface KeySet {
  readonly resolve: JWTVerifyGetKey;
}

/** Says who sends an `authorization` header. Throws a GraphQLError for one that proves nothing. */
export type Authenticate = (authorization: string | undefined) => Promise<EndUser>;

const issuer = "angidi";
const audience = "angidi";
const tokenType = "at+jwt";
/** What the platform signs with. Naming them is what keeps `none` and keys taken for shared secrets out. */
const algorithms = ["ES256", "EdDSA"];
const clockToleranceSeconds = 5;

/**
 * Authentication by access tokens, `Authorization: Bearer …`. No header is a guest; a token that is expired, forged,
 * unsigned or of another kind refuses the whole request, since its sender takes itself for signed in.
 */
export function authenticateBy(keySet: KeySet, log: Logger): Authenticate {
  return async (authorization) => {
    if (authorization === undefined || authorization === "") return anonymous;
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
    if (token === undefined) throw refusal();
    try {
      const { payload } = await jwtVerify(token, keySet.resolve, {
        issuer,
        audience,
        typ: tokenType,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ["sub", "exp"],
      });
      if (!payload.sub) throw refusal();
      return {
        kind: "user",
        userId: payload.sub,
        roles: rolesOf(payload.roles),
        sessionId: typeof payload.sid === "string" ? payload.sid : undefined,
      };
    } catch (error) {
      if (error instanceof GraphQLError) throw error;
      if (error instanceof errors.JOSEError) throw refusal();
      log.error({ err: error }, "The key set cannot be had");
      throw unverifiable();
    }
  };
}

function rolesOf(claim: unknown): readonly Role[] {
  if (!Array.isArray(claim)) return [];
  return roles.filter((role) => claim.includes(role));
}

function refusal(): GraphQLError {
  const headers = new HeaderMap([["www-authenticate", 'Bearer error="invalid_token"']]);
  return new GraphQLError("The access token is not valid, or no longer", {
    extensions: { code: "UNAUTHENTICATED", http: { status: 401, headers } },
  });
}

/** Nothing is wrong with the token as far as we know: a client must not throw its session away for this. */
function unverifiable(): GraphQLError {
  return new GraphQLError("Access tokens cannot be verified just now; try again", {
    extensions: { code: "DOWNSTREAM_UNAVAILABLE", http: { status: 503 } },
  });
}
