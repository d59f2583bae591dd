import { z } from "zod";
import { isHeaderValue, isWithheld } from "../transports/headerNames.ts";

const name = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, "must be the name of a header")
  .toLowerCase()
  .refine((header) => !isWithheld(header), "is a header that the gateway answers for itself");
const value = z.string().refine(isHeaderValue, "must be one line that a header can hold");
const pattern = z.string().refine(isPattern, "must be a regular expression");

const rule = z.union(
  [
    z.strictObject({
      propagate: z.union([
        z.strictObject({
          named: name.describe("a header of the client's that is passed on"),
          rename: name.optional().describe("its name at the subgraph"),
          default: value.optional().describe("when the client sends none"),
        }),
        z.strictObject({
          matching: pattern.describe("headers of the client's that are passed on, by a regular expression"),
        }),
      ]),
    }),
    z.strictObject({
      insert: z.union([
        z.strictObject({ name, value }),
        z.strictObject({
          name,
          fromClaim: z.string().min(1).describe("the claim of the caller's token that is its value"),
          default: value.optional().describe("when the token has none"),
        }),
      ]),
    }),
    z.strictObject({ remove: z.union([z.strictObject({ named: name }), z.strictObject({ matching: pattern })]) }),
  ],
  "must be one of propagate, insert and remove",
);

/**
 * `headers` of the config file: what goes to subgraphs beside what the gateway says itself. Rules are followed in order,
 * those for all subgraphs before a subgraph's own; later ones see and overwrite what earlier ones made.
 */
export const headerRuleSettings = z
  .strictObject({
    all: z.array(rule).default([]),
    subgraphs: z.record(z.string(), z.array(rule)).default({}),
  })
  .describe("what goes to subgraphs beside what the gateway says itself; rules for all come before a subgraph's own");
export type HeaderRule = z.infer<typeof rule>;
export type HeaderRuleSettings = z.infer<typeof headerRuleSettings>;

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
