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
        z.strictObject({ named: name, rename: name.optional(), default: value.optional() }),
        z.strictObject({ matching: pattern }),
      ]),
    }),
    z.strictObject({
      insert: z.union([
        z.strictObject({ name, value }),
        z.strictObject({ name, fromClaim: z.string().min(1), default: value.optional() }),
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
export const headerRuleSettings = z.strictObject({
  all: z.array(rule).default([]),
  subgraphs: z.record(z.string(), z.array(rule)).default({}),
});
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
