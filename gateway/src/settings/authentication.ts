import { z } from "zod";

/** What tokens may be signed with unless an issuer's settings say otherwise: none of them takes a shared secret. */
const asymmetricAlgorithms = [
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
  "PS256",
  "PS384",
  "PS512",
  "RS256",
  "RS384",
  "RS512",
] as const;
const symmetricAlgorithms = ["HS256", "HS384", "HS512"] as const;

/** A header's name, in lower case as all names of headers are compared. */
const headerName = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, "must be a header's name")
  .transform((name) => name.toLowerCase());
const name = z.string().min(1).max(200);
const scopes = z.array(name);
const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http:// or https:// URL" });

const keys = z
  .strictObject({
    url: httpUrl.optional().describe("where the issuer publishes its key set (JWKS)"),
    file: z.string().min(1).optional().describe("a file that holds a key set"),
    jwks: z
      .looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) })
      .optional()
      .describe("the key set itself, of public keys alone"),
    secret: z
      .string()
      .min(32, "must have at least 32 characters")
      .optional()
      .describe("a secret that the issuer shares; best named as a variable of the environment"),
    refreshSeconds: z.coerce
      .number()
      .int()
      .min(10)
      .max(86_400)
      .default(900)
      .describe("after how long a URL or file is read anew; a token of an unknown key has it read at once"),
  })
  .refine(({ url, file, jwks, secret }) => [url, file, jwks, secret].filter((each) => each !== undefined).length <= 1, {
    error: "say one of url, file, jwks and secret",
  });
export type KeySettings = z.output<typeof keys>;

function usualAlgorithms({ secret }: KeySettings): string[] {
  return secret === undefined ? [...asymmetricAlgorithms] : ["HS256"];
}

const issuer = z
  .strictObject({
    issuer: name.describe("what the tokens' `iss` says"),
    audiences: z.array(name).min(1).describe("a token must be for one of these (`aud`)"),
    keys: keys
      .prefault({})
      .describe("what the tokens are verified with; left empty where the platform hands the keys over in code"),
    algorithms: z
      .array(z.enum([...asymmetricAlgorithms, ...symmetricAlgorithms]))
      .min(1)
      .optional()
      .describe("what the tokens may be signed with; any asymmetric algorithm unless said, HS256 for a secret"),
    tokenTypes: z
      .array(name)
      .min(1)
      .optional()
      .describe("a token's `typ` must be one of these, such as at+jwt; unless said, it may be any or none"),
    clockToleranceSeconds: z.coerce
      .number()
      .int()
      .min(0)
      .max(300)
      .default(5)
      .describe("by how much the issuer's clock and this one may differ"),
    scopesClaim: name
      .default("scope")
      .describe("the claim with the scopes: a list, or a text with spaces between them"),
    rolesClaim: name.default("roles").describe("the claim with the roles; `a.b` is b within a"),
    groupsClaim: name
      .optional()
      .describe(
        "the claim with the customer groups, by which prices are made: a list, or a text with spaces between them; unless said, tokens name none",
      ),
    subjectClaim: name.default("sub").describe("the claim that says who the caller is"),
    sessionClaim: name.default("sid").describe("the claim with the session's id"),
    headerName: headerName.default("authorization").describe("the header in which the tokens come"),
    scheme: z
      .string()
      .regex(/^[\w-]*$/)
      .default("Bearer")
      .describe("what stands before the token in its header; empty for nothing"),
  })
  .superRefine((given, context) => {
    const isShared = given.keys.secret !== undefined;
    const isSymmetric = (algorithm: string) => algorithm.startsWith("HS");
    if (given.algorithms?.some((algorithm) => isSymmetric(algorithm) !== isShared)) {
      const message = isShared
        ? "a shared secret goes with HS256, HS384 and HS512 alone"
        : "HS256, HS384 and HS512 go with a shared secret alone";
      context.addIssue({ code: "custom", path: ["algorithms"], message });
    }
  })
  .transform((given) => ({ ...given, algorithms: given.algorithms ?? usualAlgorithms(given.keys) }));
export type IssuerSettings = z.output<typeof issuer>;

const listedKey = z.strictObject({
  id: name.describe("tells the key apart in logs, limits and usage; not secret"),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "must be 64 hexadecimal digits")
    .transform((hash) => hash.toLowerCase())
    .describe('the SHA-256 of the key, in hexadecimal: `printf %s "$KEY" | sha256sum`'),
  subject: name.optional().describe("for whom the key acts; by itself unless said"),
  roles: z.array(name).default([]).describe("what it acts as"),
  scopes: scopes.default([]).describe("what it may do, beyond what its roles may"),
  variant: name.optional().describe("the contract variant that it is bound to"),
  trustedDocumentsOnly: z.boolean().default(false).describe("whether it may send nothing but trusted documents"),
  expiresAt: z.iso.datetime({ offset: true }).optional().describe("from when on it is refused"),
});

/** `authentication` of the config file: who callers are. */
export const authenticationSettings = z
  .strictObject({
    issuers: z
      .array(issuer)
      .default([])
      .superRefine((issuers, context) => {
        const known = new Set<string>();
        for (const [index, { issuer, headerName }] of issuers.entries()) {
          const key = `${headerName} ${issuer}`;
          if (known.has(key)) {
            const message = "the issuer is listed twice for the same header";
            context.addIssue({ code: "custom", path: [index, "issuer"], message });
          }
          known.add(key);
        }
      })
      .describe("whose access tokens (JWT) are accepted"),
    scopesOfRoles: z
      .record(name, scopes)
      .default({})
      .describe('the scopes that come with a role, besides those that the credential names; "*" is all of them'),
    apiKeys: z
      .strictObject({
        headerName: headerName.default("x-api-key").describe("the header in which API keys come"),
        keys: z.array(listedKey).default([]).describe("the keys that are accepted"),
        keptSeconds: z.coerce
          .number()
          .int()
          .min(0)
          .max(60)
          .default(60)
          .describe("how long it is remembered that a key is good"),
      })
      .prefault({})
      .describe("API keys, for partners' programs"),
    services: z
      .record(name, z.strictObject({ scopes: scopes.default([]).describe("what the service may do") }))
      .default({})
      .describe("services that may call with an identity signed by the gateway's own signing key"),
  })
  .prefault({});
export type AuthenticationSettings = z.output<typeof authenticationSettings>;
export type ApiKeySettings = AuthenticationSettings["apiKeys"]["keys"][number];
