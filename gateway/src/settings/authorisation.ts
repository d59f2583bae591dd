import { z } from "zod";

const name = z.string().min(1).max(200);

/** A policy that one of the credential's claims decides. */
const claimPolicy = z
  .strictObject({
    claim: name.describe("the claim's name; `a.b` is b within a"),
    equals: z.union([z.string(), z.number(), z.boolean()]).optional().describe("what the claim must be"),
    includes: z.union([z.string(), z.number()]).optional().describe("what the claim, a list, must hold"),
  })
  .refine(({ equals, includes }) => (equals === undefined) !== (includes === undefined), {
    error: "say either equals or includes",
  });
export type ClaimPolicy = z.output<typeof claimPolicy>;

const policyEndpoint = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: "must be an http:// or https:// URL" })
    .describe("asked by POST with `{policies, caller}`; answers with `{granted: [...]}`"),
  headers: z.record(z.string(), z.string()).default({}).describe("sent to it, such as a key"),
  timeoutMilliseconds: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(500)
    .describe("without an answer in time, all are denied"),
  keptSeconds: z.coerce
    .number()
    .int()
    .min(0)
    .max(300)
    .default(10)
    .describe("how long its answers about a credential are kept"),
});
export type PolicyEndpoint = z.output<typeof policyEndpoint>;

/** Who may ask about the schema. */
const introspection = z.union([
  z.enum(["everyone", "authenticated", "nobody"]),
  z.strictObject({
    scopes: z.array(name).default([]).describe("callers with one of these scopes"),
    roles: z.array(name).default([]).describe("callers with one of these roles"),
  }),
]);
export type IntrospectionRule = z.output<typeof introspection>;

/** `authorisation` of the config file: what callers may see. */
export const authorisationSettings = z
  .strictObject({
    introspection: introspection
      .optional()
      .describe("who may ask about the schema: everyone unless said, and nobody in production"),
    policies: z
      .strictObject({
        byClaim: z.record(name, claimPolicy).default({}).describe("policies that a claim decides, by name"),
        endpoint: policyEndpoint.optional().describe("what decides all other policies; without it they are denied"),
      })
      .prefault({})
      .describe("what the policies of @policy mean"),
  })
  .prefault({});
export type AuthorisationSettings = z.output<typeof authorisationSettings>;
