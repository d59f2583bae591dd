import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type Caller, roles } from "./caller.ts";

/** Who calls, and in the course of which request. */
export interface Identity {
  readonly caller: Caller;
  readonly requestId: string;
}

/** The header in which the gateway and services hand an identity to a subgraph. */
export const IDENTITY_HEADER = "x-angidi-identity";

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

/** The identity that a call carries. Throws IdentityRefused, also when there is none. */
export function verifyIdentity(token: string | undefined, key: string): Identity {
  const [payload, signature, ...rest] = token?.split(".") ?? [];
  if (!payload || !signature || rest.length > 0) throw new IdentityRefused("The call carries no signed identity");

  const given = Buffer.from(signature, "base64url");
  const expected = signatureOf(payload, key);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new IdentityRefused("The call's identity is not signed with the platform's key");
  }
  const parsed = envelope.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  if (!parsed.success) throw new IdentityRefused("The call's identity is of another form");
  if (parsed.data.expiresAt < Date.now()) throw new IdentityRefused("The call's identity has expired");
  return { caller: parsed.data.caller, requestId: parsed.data.requestId };
}

function signatureOf(payload: string, key: string): Buffer {
  return createHmac("sha256", key).update(payload).digest();
}
