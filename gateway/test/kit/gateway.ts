import type { webcrypto } from "node:crypto";
import { type Subgraph, type SubgraphTransport, scopesOfRole } from "@angidi/subgraph";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { createGateway, type Gateway, type GatewayParts } from "../../src/gateway.ts";
import { checkSettings } from "../../src/settings/readSettings.ts";
import type { GivenSettings, Settings } from "../../src/settings/settings.ts";
import { signingKey, silent, supergraphOf } from "./graph.ts";

const { privateKey, publicKey } = await generateKeyPair("ES256");
/** The key set of the platform that tests make up. */
export const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "k1", alg: "ES256", use: "sig" }] };

/** Whose tokens `tokenOf` makes. */
export const platformIssuer = {
  issuer: "angidi",
  groupsClaim: "groups",
  audiences: ["angidi"],
  tokenTypes: ["at+jwt"],
  keys: { jwks: keys as { keys: { kty: string }[] } },
} satisfies NonNullable<NonNullable<GivenSettings["authentication"]>["issuers"]>[number];

/** The platform's signature under any text, as the last part of a token. */
export async function signText(text: string): Promise<string> {
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, Buffer.from(text));
  return Buffer.from(signature).toString("base64url");
}

/** Settings with the tests' signing key and issuer, and a supergraph planned in the test's own thread. */
export function settingsOf({ authentication, ...settings }: GivenSettings = {}): Settings {
  return checkSettings({
    signing: { key: signingKey },
    supergraph: { planInThread: false },
    authentication: { issuers: [platformIssuer], scopesOfRoles: { ...scopesOfRole } as never, ...authentication },
    ...settings,
  });
}

/** A gateway listening on a port of its own. */
export interface Running {
  readonly gateway: Gateway;
  readonly url: string;
  readonly origin: string;
  /** Sends an operation and reads the answer, which must be JSON. */
  post(body: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the data of many operations
  readonly body: any;
}

export async function listening(
  subgraphs: readonly Subgraph[],
  { settings, ...parts }: Partial<Omit<GatewayParts, "settings">> & { readonly settings?: GivenSettings } = {},
): Promise<Running> {
  const transports = new Map(subgraphs.map(({ name, transport }): [string, SubgraphTransport] => [name, transport]));
  const gateway = await createGateway({
    supergraph: supergraphOf(subgraphs),
    transports: (name) => transports.get(name)!,
    settings: settingsOf(settings),
    log: silent,
    ...parts,
  });
  await gateway.listen({ port: 0, host: "127.0.0.1" });
  return {
    gateway,
    url: gateway.url,
    origin: new URL(gateway.url).origin,
    async post(body, headers = {}) {
      const answer = await fetch(gateway.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      return { status: answer.status, headers: answer.headers, body: await answer.json() };
    },
  };
}

/** An access token as the platform issues them, but for what is said otherwise. */
export async function tokenOf(
  claims: JWTPayload = {},
  options: {
    typ?: string;
    expires?: string;
    key?: webcrypto.CryptoKey;
    kid?: string;
    issuer?: string;
    audience?: string;
  } = {},
): Promise<string> {
  return new SignJWT({ sub: "ada", roles: ["CUSTOMER"], sid: "s1", ...claims })
    .setProtectedHeader({ alg: "ES256", kid: options.kid ?? "k1", typ: options.typ ?? "at+jwt" })
    .setIssuer(options.issuer ?? "angidi")
    .setAudience(options.audience ?? "angidi")
    .setExpirationTime(options.expires ?? "5m")
    .sign(options.key ?? privateKey);
}
