import { z } from "zod";
import { flag } from "./flag.ts";

const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http:// or https:// URL" });

/** Where the supergraph comes from; `--supergraph FILE` takes the place of `file`. */
export const supergraphSettings = z
  .strictObject({
    file: z.string().optional().describe("watched: a new supergraph is taken into service when the file changes"),
    url: httpUrl.optional().describe("asked again every so often, with If-None-Match"),
    everySeconds: z.coerce.number().positive().default(10).describe("how often the URL is asked"),
    headers: z.record(z.string(), z.string()).default({}).describe("sent to the URL, such as a key"),
    overridePercent: z
      .record(z.string(), z.coerce.number().min(0).max(100))
      .default({})
      .describe("for how many requests in a hundred a label of @override(label:) holds; percent(n) says so itself"),
    planInThread: flag.default(true).describe("plan operations in a thread of its own"),
  })
  .prefault({});

/** What differs from the supergraph's own word about its subgraphs. */
export const subgraphSettings = z
  .record(
    z.string(),
    z.strictObject({
      url: httpUrl.optional().describe("in place of the supergraph's"),
      connections: z.coerce.number().int().positive().optional().describe("the most HTTP connections; 64 unless said"),
    }),
  )
  .default({});

/** Who the gateway says it is to its subgraphs. */
export const signingSettings = z
  .strictObject({
    key: z.string().min(32, "must have at least 32 characters").optional(),
  })
  .prefault({})
  .describe("with a key, subgraphs are sent the caller's identity signed with it in x-angidi-identity");
