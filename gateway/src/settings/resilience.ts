import { z } from "zod";
import type { BulkheadSettings } from "../transports/bulkhead.ts";
import type { BreakerSettings } from "../transports/circuitBreaker.ts";
import type { RetrySettings } from "../transports/retries.ts";

/** How calls of one subgraph are guarded. */
export interface SubgraphResilience {
  /** For one attempt, answer included. Below the deadline of the whole request, or it never comes to pass. */
  readonly timeoutMilliseconds: number;
  readonly retries: RetrySettings;
  readonly circuitBreaker: BreakerSettings;
  readonly bulkhead: BulkheadSettings;
  /** Whether the same query is sent once while it is under way. */
  readonly sharing: boolean;
}

export const defaultResilience: SubgraphResilience = {
  timeoutMilliseconds: 10_000,
  retries: { most: 2, firstWaitMilliseconds: 50, longestWaitMilliseconds: 1_000, share: 0.2 },
  circuitBreaker: { share: 0.5, fewestCalls: 20, windowMilliseconds: 10_000, openMilliseconds: 5_000 },
  bulkhead: { calls: 1_000, waiting: 1_000, subscriptions: 20_000 },
  sharing: true,
};

const share = z.number().gt(0).max(1);
/** Node's timers count to 2³¹ − 1 milliseconds. */
const milliseconds = z.int().min(1).max(2_147_483_647);

const guards = z.strictObject({
  timeoutMilliseconds: milliseconds
    .optional()
    .describe("for one attempt, answer included; 10,000 unless said. Keep it below limits.deadlineSeconds"),
  retries: z
    .strictObject({
      most: z.int().min(0).max(10).describe("how often a query that got no answer is sent again; 2 unless said"),
      firstWaitMilliseconds: milliseconds.describe(
        "the longest wait before the first retry, then twice that; 50 unless said",
      ),
      longestWaitMilliseconds: milliseconds.describe("1,000 unless said"),
      share: share.describe("of the calls of late, how many may be retries; 0.2 unless said"),
    })
    .partial()
    .optional(),
  circuitBreaker: z
    .strictObject({
      share: share.describe("of the calls within the window, how many must fail for it to open; 0.5 unless said"),
      fewestCalls: z.int().min(1).describe("within the window, for the share to mean anything; 20 unless said"),
      windowMilliseconds: milliseconds.describe("10,000 unless said"),
      openMilliseconds: milliseconds.describe(
        "how long the subgraph is left alone before one call is tried; 5,000 unless said",
      ),
    })
    .partial()
    .optional(),
  bulkhead: z
    .strictObject({
      calls: z.int().min(1).describe("under way at a time; 1,000 unless said"),
      waiting: z.int().min(0).describe("for their turn, more are refused at once; 1,000 unless said"),
      subscriptions: z.int().min(0).describe("open at a time; 20,000 unless said"),
    })
    .partial()
    .optional(),
  sharing: z
    .boolean()
    .optional()
    .describe("whether a query is sent once while the same one is under way; on unless said"),
});
type Guards = z.infer<typeof guards>;

/** `resilience` of the config file: what differs from the defaults, for all subgraphs and for some. */
export const resilienceSettings = z
  .strictObject({
    all: guards.default({}),
    subgraphs: z.record(z.string(), guards).default({}),
  })
  .describe("how calls of subgraphs are guarded: for all of them, and what differs for some");
export type ResilienceSettings = z.infer<typeof resilienceSettings>;

/** What holds for one subgraph: its own settings before those for all, and those before the defaults. */
export function resilienceOf(settings: ResilienceSettings, subgraph: string): SubgraphResilience {
  const own = Object.hasOwn(settings.subgraphs, subgraph) ? settings.subgraphs[subgraph] : undefined;
  const forAll = merged(defaultResilience, settings.all);
  return own ? merged(forAll, own) : forAll;
}

function merged(base: SubgraphResilience, given: Guards): SubgraphResilience {
  return {
    timeoutMilliseconds: given.timeoutMilliseconds ?? base.timeoutMilliseconds,
    retries: { ...base.retries, ...given.retries },
    circuitBreaker: { ...base.circuitBreaker, ...given.circuitBreaker },
    bulkhead: { ...base.bulkhead, ...given.bulkhead },
    sharing: given.sharing ?? base.sharing,
  };
}
