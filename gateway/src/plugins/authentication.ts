import { type Role, roles } from "@angidi/subgraph";
import { errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { Logger } from "pino";
import { type Caller, guest } from "../pipeline/caller.ts";
import type { IncomingHeaders } from "../pipeline/exchange.ts";
import type { Plugin } from "../pipeline/plugin.ts";
import { Refusal, refusal } from "../pipeline/refusal.ts";

/** Where the keys come from that access tokens are verified with. */
export interface KeySet {
  readonly resolve: JWTVerifyGetKey;
}

/** Says who sends a request with these headers. Throws a Refusal for a credential that proves nothing. */
export type Authenticate = (headers: IncomingHeaders) => Promise<Caller>;

/** Finds out who calls, unless the connection has settled that. */
export function authentication(authenticate: Authenticate): Plugin {
  return {
    name: "authentication",
    onRequest(exchange) {
      const { caller, headers } = exchange.incoming;
      if (caller || headers.authorization === undefined) return;
      return authenticate(headers).then((found) => {
        exchange.caller = found;
      });
    },
  };
}

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
  return async ({ authorization }) => {
    if (authorization === undefined || authorization === "") return guest;
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(String(authorization))?.[1];
    if (token === undefined) throw refused();
    try {
      const { payload } = await jwtVerify(token, keySet.resolve, {
        issuer,
        audience,
        typ: tokenType,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ["sub", "exp"],
      });
      if (!payload.sub) throw refused();
      const sessionId = typeof payload.sid === "string" ? payload.sid : undefined;
      return {
        kind: "user",
        id: `user:${payload.sub}`,
        scopes: new Set(),
        claims: payload,
        endUser: { kind: "user", userId: payload.sub, roles: rolesOf(payload.roles), sessionId },
        expiresAt: payload.exp! * 1_000,
      };
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (error instanceof errors.JOSEError) throw refused();
      log.error({ err: error }, "The key set cannot be had");
      throw unverifiable();
    }
  };
}

function rolesOf(claim: unknown): readonly Role[] {
  if (!Array.isArray(claim)) return [];
  return roles.filter((role) => claim.includes(role));
}

function refused(): Refusal {
  return refusal("The access token is not valid, or no longer", {
    code: "UNAUTHENTICATED",
    status: 401,
    headers: { "www-authenticate": 'Bearer error="invalid_token"' },
  });
}

/** Nothing is wrong with the token as far as we know: a client must not throw its session away for this. */
function unverifiable(): Refusal {
  return refusal("Access tokens cannot be verified just now; try again", {
    code: "DOWNSTREAM_UNAVAILABLE",
    status: 503,
  });
}
