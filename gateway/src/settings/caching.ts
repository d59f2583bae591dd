import { z } from "zod";

const isOn = z.union([z.boolean(), z.stringbool({ error: "must be on or off" })]);
const count = z.coerce.number().int().positive();

/** What is kept of answers, by `@cacheControl` in the supergraph. */
export const cachingSettings = z
  .strictObject({
    responses: z
      .strictObject({
        enabled: isOn.default(false).describe("keep whole answers of queries"),
        redisUrl: z
          .url({ protocol: /^rediss?$/, error: "must be a redis:// or rediss:// URL" })
          .optional()
          .describe(
            "one Redis that all replicas keep answers in; without it, each keeps its own and knows its own writes",
          ),
        redisKeyPrefix: z.string().default("angidi:").describe("what the names of all keys there begin with"),
        redisTimeoutMilliseconds: count
          .max(5_000)
          .default(100)
          .describe("without an answer in time, answers are not kept until Redis is back"),
        megabytes: count.default(64).describe("of answers that are kept in memory"),
        entries: count.default(10_000).describe("answers that are kept in memory"),
        largestKilobytes: count.default(1_024).describe("a larger answer is not kept"),
        longestSeconds: count
          .max(86_400)
          .default(3_600)
          .describe("no answer is kept for longer, whatever the supergraph says"),
        mayBypass: isOn
          .default(false)
          .describe("whether clients may have their answers made anew, by cache-control: no-cache or no-store"),
      })
      .prefault({}),
    entities: z
      .strictObject({
        enabled: isOn.default(false).describe("keep what subgraphs said of entities, where it is public"),
        megabytes: count.default(64).describe("of entities that are kept in memory"),
        entries: count.default(50_000).describe("entities that are kept in memory"),
        longestSeconds: count.max(86_400).default(3_600).describe("no entity is kept for longer"),
      })
      .prefault({}),
    headers: isOn.default(true).describe("tell clients and proxies by cache-control how long they may keep an answer"),
  })
  .prefault({});

export type CachingSettings = z.output<typeof cachingSettings>;
