import { z } from "zod";

const name = z.string().min(1).max(100);
const points = z.coerce.number().int().min(1).max(1_000_000_000);

const rule = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][\w-]{0,49}$/i, "must be of letters, digits, hyphens and underscores")
    .describe("tells the rule apart in headers, errors and metrics"),
  by: z
    .enum(["client", "user", "apiKey", "ip", "program", "everyone"])
    .describe(
      "who shares the points: each caller that is known, or else each address (client); each user; each API key; each " +
        "address, of IPv6 each /64; each program by the name that it gives itself; or all together",
    ),
  of: z
    .union([
      z.enum(["any", "query", "mutation", "subscription"]),
      z.strictObject({ operations: z.array(name).min(1).describe("by the names that clients give them") }),
      z.strictObject({
        fields: z
          .array(
            z.string().regex(/^[_A-Za-z]\w*\.[_A-Za-z]\w*$/, "must be a field's coordinate, such as Mutation.login"),
          )
          .min(1)
          .describe("that are selected anywhere in the operation, by their coordinates"),
      }),
    ])
    .default("any")
    .describe("the operations that it is about; of a subscription its opening"),
  points: points.optional().describe("cost that may be spent in the time; without them the rule is off"),
  perSeconds: z.coerce.number().min(1).max(86_400).default(60).describe("the time in which the points come back"),
  burst: points.optional().describe("points that may be spent at once; as many as the points unless said"),
  blockSeconds: z.coerce
    .number()
    .min(0)
    .max(86_400)
    .default(0)
    .describe("how long nothing more is let through, once something was refused"),
});

/** `rateLimits` of the config file: who may spend how much, in points of cost. */
export const rateLimitsSettings = z
  .strictObject({
    rules: z
      .array(rule)
      .default([])
      .refine((rules) => new Set(rules.map(({ name }) => name)).size === rules.length, "two rules have the same name")
      .describe("every rule that is about a request is charged; it is let through when none of them refuses"),
    refusedPoints: points
      .default(10)
      .describe("what a request costs its address that is refused before its cost is known"),
    redisUrl: z
      .url({ protocol: /^rediss?$/, error: "must be a redis:// or rediss:// URL" })
      .optional()
      .describe("one Redis that all replicas count in; without it, each counts for itself"),
    redisKeyPrefix: z.string().default("angidi:").describe("what the names of all keys there begin with"),
    redisTimeoutMilliseconds: z.coerce
      .number()
      .int()
      .min(1)
      .max(5_000)
      .default(100)
      .describe("without an answer in time, the replica counts for itself until Redis is back"),
    keys: z.coerce
      .number()
      .int()
      .min(1_000)
      .default(50_000)
      .describe("callers that are remembered of each rule in memory; the one unheard of for longest goes first"),
  })
  .prefault({});
export type RateLimitsSettings = z.output<typeof rateLimitsSettings>;
export type RuleSettings = RateLimitsSettings["rules"][number];
