import { z } from "zod";
import { defaultLimits, type Limits } from "../pipeline/limits.ts";

const count = (otherwise: number) => z.coerce.number().int().positive().default(otherwise);

/** What one request may ask for. */
export const limitsSettings = z
  .strictObject({
    bodyBytes: count(defaultLimits.bodyBytes),
    tokens: count(defaultLimits.tokens).describe("of a document"),
    depth: count(defaultLimits.depth).describe("levels of fields below the root"),
    fields: count(defaultLimits.fields).describe("each fragment counted wherever it is spread"),
    aliases: count(defaultLimits.aliases),
    directives: count(defaultLimits.directives),
    documents: count(defaultLimits.documents).describe("kept parsed, validated and planned"),
    deadlineSeconds: z.coerce
      .number()
      .positive()
      .default(defaultLimits.deadlineMilliseconds / 1_000),
    subscriptions: count(defaultLimits.subscriptions).describe("open at a time on one WebSocket or event stream"),
  })
  .prefault({})
  .transform(
    ({ deadlineSeconds, ...limits }): Limits => ({ ...limits, deadlineMilliseconds: deadlineSeconds * 1_000 }),
  );
