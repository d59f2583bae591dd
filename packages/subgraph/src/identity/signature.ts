import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type Caller, endUserOf, roles } from "./caller.ts";

/** Who calls, and in the course of which request. */
export interface Identity {
  readonly caller: Caller;
  readonly requestId: string;
}

/** The header in which the gateway and services hand an identity to a subgraph. */
export const IDENTITY_HEADER = "x-angidi-identity";

/**
 * The header with the id under which all logs of one request are found. It says nothing about rights, so it is not signed,
 * and one signed identity may serve many requests; it takes the place of the id that is signed.
 */
export const REQUEST_ID_HEADER = "x-request-id";

/** Thrown for a call that carries no identity, or one that was not signed with the platform's key or has expired. */
export class IdentityRefused extends Error {
  override readonly name = "IdentityRefused";
}

/** How long a signed identity is good for: longer than any request's deadline, too short to be worth stealing. */
const lifetimeMilliseconds = 60_000;

const endUser = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("anonymous") }),
  z.object({
    kind: z.literal("user"),
    userId: z.string(),
    roles: z.array(z.enum(roles)),
    groups: z.array(z.string()).optional(),
    sessionId: z.string().optional(),
    scopes: z.array(z.string()).optional(),
  }),
]);
const envelope = z.object({
  caller: z.union([endUser, z.object({ kind: z.literal("service"), service: z.string(), onBehalfOf: endUser })]),
  requestId: z.string(),
  expiresAt: z.number(),
});

/**
 * Signs an identity for the subgraphs: base64url JSON, a dot, and its HMAC-SHA-256 under `SERVICE_SIGNING_KEY`.
 * There is no algorithm field, so there is none to confuse.
 */
export function signIdentity(identity: Identity, key: string): string {
  const payload = Buffer.from(JSON.stringify({ ...identity, expiresAt: Date.now() + lifetimeMilliseconds })).toString(
    "base64url",
  );
  return `${payload}.${signatureOf(payload, key).toString("base64url")}`;
}

/** An identity whose signature and form were found to be right, by its payload. */
interface Verified extends Identity {
  readonly key: string;
  readonly signature: Buffer;
  readonly expiresAt: number;
}

/**
 * The calls that one request makes all carry the same identity, so what was found of it is kept for those that follow.
 * Only what was signed with the platform's key gets in here.
 */
const verified = new Map<string, Verified>();
const maxVerified = 2_000;

/** The identity that a call carries. Throws IdentityRefused, also when there is none. */
export function verifyIdentity(token: string | undefined, key: string): Identity {
  const [payload, signature, ...rest] = token?.split(".") ?? [];
  if (!payload || !signature || rest.length > 0) throw new IdentityRefused("The call carries no signed identity");

  const known = verified.get(payload);
  const expected = known?.key === key ? known.signature : signatureOf(payload, key);
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new IdentityRefused("The call's identity is not signed with the platform's key");
  }
  const { caller, requestId, expiresAt } = known?.signature === expected ? known : remember(payload, expected, key);
  if (expiresAt < Date.now()) {
    verified.delete(payload);
    throw new IdentityRefused("The call's identity has expired");
  }
  return { caller, requestId };
}

/** Reads a payload whose signature is right, and keeps it. */
function remember(payload: string, signature: Buffer, key: string): Verified {
  const parsed = envelope.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  if (!parsed.success) throw new IdentityRefused("The call's identity is of another form");
  const { requestId, expiresAt } = parsed.data;
  const identity: Verified = { caller: frozen(parsed.data.caller), requestId, expiresAt, key, signature };
  verified.set(payload, identity);
  if (verified.size > maxVerified) verified.delete(verified.keys().next().value!);
  return identity;
}

/** Several calls see the same caller, and none of them may make more of it than was signed. */
function frozen(caller: Caller): Caller {
  const user = endUserOf(caller);
  if (user.kind === "user") {
    Object.freeze(user.roles);
    Object.freeze(user.groups);
  }
  Object.freeze(user);
  return Object.freeze(caller);
}

function signatureOf(payload: string, key: string): Buffer {
  return createHmac("sha256", key).update(payload).digest();
}
