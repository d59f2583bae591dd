import { hash } from "node:crypto";
import { errors, type JWTPayload, type JWTVerifyOptions, type JWTVerifyResult, jwtVerify } from "jose";
import type { Logger } from "pino";
import { BoundedCache } from "../boundedCache.ts";
import type { Caller } from "../pipeline/caller.ts";
import { Refusal } from "../pipeline/refusal.ts";
import { type CredentialKind, refusedCredential, unverifiableCredential } from "../plugins/authentication.ts";
import type { IssuerSettings } from "../settings/authentication.ts";
import type { KeySet } from "./keySet.ts";
import { claimOf, endUserOf, type RoleTables, scopesOf, textsIn, variantOfRoles } from "./rights.ts";

/** Somebody whose access tokens are accepted. */
export interface Issuer extends Omit<IssuerSettings, "keys"> {
  readonly keySet: KeySet;
}

/** Longer tokens are not looked at: to take one apart costs by its length. */
const longestToken = 8_192;
const longestSubject = 512;
/** How many tokens are remembered as good. */
const keptTokens = 10_000;
/** How long a token at most is taken for good without a look at its signature: keys may be withdrawn. */
const keptMilliseconds = 300_000;

const tokenForm = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** A token that was verified. */
interface Verified {
  readonly caller: Caller;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/**
 * Access tokens (JWT) of several issuers that come in one header. The issuer is chosen by what the token says of itself,
 * and the verification with that issuer's keys, algorithms and audiences then proves it. A token is remembered as good
 * by its hash, so that its signature is not verified with each request; whether its session is over is looked up for each.
 */
export function accessTokens(
  headerName: string,
  issuers: readonly Issuer[],
  tables: RoleTables,
  {
    isEnded,
    log,
    clock,
  }: { readonly isEnded: (sessionId: string) => boolean; readonly log: Logger; readonly clock: () => number },
): CredentialKind {
  const schemes = [...new Set(issuers.map(({ scheme }) => scheme))];
  const byName = new Map(issuers.map((issuer) => [`${issuer.scheme} ${issuer.issuer}`, issuer]));
  const verified = new BoundedCache<Verified>(keptTokens);

  async function verify(key: string, scheme: string, token: string): Promise<Caller> {
    const issuer = byName.get(`${scheme} ${unprovenIssuerOf(token)}`);
    if (!issuer) throw refusedToken();
    const now = clock();
    const caller = callerOf(await verifiedPayload(token, issuer, now, log), issuer, tables);
    const tolerance = issuer.clockToleranceSeconds * 1_000;
    verified.set(key, { caller, until: Math.min(now + keptMilliseconds, caller.expiresAt! + tolerance) });
    return ofLivingSession(caller);
  }

  function ofLivingSession(caller: Caller): Caller {
    const { endUser } = caller;
    if (endUser?.kind === "user" && endUser.sessionId && isEnded(endUser.sessionId)) throw refusedToken();
    return caller;
  }

  return {
    headerName,
    recognise(presented) {
      if (presented.length > longestToken) throw refusedToken();
      const found = tokenIn(presented, schemes);
      if (!found) throw refusedToken();
      const key = hash("sha256", `${found.scheme} ${found.token}`, "base64");
      const known = verified.get(key);
      if (known && clock() < known.until) return ofLivingSession(known.caller);
      return verify(key, found.scheme, found.token);
    },
  };
}

function tokenIn(presented: string, schemes: readonly string[]): { scheme: string; token: string } | undefined {
  for (const scheme of schemes) {
    const start = presented.slice(0, scheme.length);
    if (start.toLowerCase() !== scheme.toLowerCase()) continue;
    const rest = presented.slice(scheme.length);
    if (scheme !== "" && !rest.startsWith(" ")) continue;
    const token = rest.trim();
    if (tokenForm.test(token)) return { scheme, token };
  }
  return undefined;
}

/** Who the token says that it is of. Undefined for a token that cannot be read. */
function unprovenIssuerOf(token: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString());
    const { iss } = claims as { readonly iss?: unknown };
    return typeof iss === "string" ? iss : undefined;
  } catch {
    return undefined;
  }
}

async function verifiedPayload(token: string, issuer: Issuer, now: number, log: Logger): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await verifiedBy(issuer.keySet, token, {
      issuer: issuer.issuer,
      audience: issuer.audiences,
      // Naming them is what keeps `none` and keys taken for shared secrets out.
      algorithms: issuer.algorithms,
      clockTolerance: issuer.clockToleranceSeconds,
      currentDate: new Date(now),
      requiredClaims: ["exp"],
    });
    // Extensions that we would have to understand: there are none that we do.
    if (protectedHeader.crit !== undefined) throw refusedToken();
    if (issuer.tokenTypes && !isOfType(protectedHeader.typ, issuer.tokenTypes)) throw refusedToken();
    if (payload.iat !== undefined && payload.iat * 1_000 > now + issuer.clockToleranceSeconds * 1_000) {
      throw refusedToken();
    }
    return payload;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof errors.JOSEError) throw refusedToken();
    log.error({ err: error, issuer: issuer.issuer }, "The issuer's keys cannot be had");
    throw unverifiableCredential();
  }
}

/** A token need not name its key: then each that could be it is tried. Rejects with a JOSEError. */
async function verifiedBy({ resolve }: KeySet, token: string, options: JWTVerifyOptions): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, resolve, options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      try {
        return await jwtVerify(token, key, options);
      } catch (reason) {
        if (!(reason instanceof errors.JWSSignatureVerificationFailed)) throw reason;
      }
    }
    throw error;
  }
}

/** By RFC 7515, "application/" before the type may be left out. */
function isOfType(given: unknown, types: readonly string[]): boolean {
  if (typeof given !== "string") return false;
  const plain = (type: string) => type.toLowerCase().replace(/^application\//, "");
  return types.some((type) => plain(type) === plain(given));
}

/** Throws a Refusal for a token that names nobody. */
function callerOf(payload: JWTPayload, issuer: Issuer, tables: RoleTables): Caller {
  const subject = claimOf(payload, issuer.subjectClaim);
  if (typeof subject !== "string" || subject === "" || subject.length > longestSubject) throw refusedToken();
  const session = claimOf(payload, issuer.sessionClaim);
  const roles = textsIn(claimOf(payload, issuer.rolesClaim));
  // All scopes at once is for the settings' table of roles to give, not for a token to claim.
  const scopes = textsIn(claimOf(payload, issuer.scopesClaim)).filter((scope) => scope !== "*");
  const groups = issuer.groupsClaim === undefined ? [] : textsIn(claimOf(payload, issuer.groupsClaim));
  const variant = variantOfRoles(roles, tables);
  return {
    kind: "user",
    id: `user:${subject}`,
    scopes: scopesOf(roles, scopes, tables),
    roles,
    claims: payload,
    endUser: endUserOf(subject, roles, scopes, {
      groups,
      sessionId: typeof session === "string" ? session : undefined,
    }),
    expiresAt: payload.exp! * 1_000,
    ...(variant === undefined ? {} : { variant }),
  };
}

function refusedToken(): Refusal {
  return refusedCredential("The access token is not valid, or no longer");
}
