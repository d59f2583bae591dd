import { z } from "zod";
import { flag } from "./flag.ts";

const count = z.coerce.number().int().positive();
/** Timers of Node count to 2³¹ − 1 milliseconds. */
const seconds = z.coerce.number().positive().max(2_147_483);

/** `subscriptions` of the config file: streams of events, how clients hold them, and how they are had from subgraphs. */
export const subscriptionsSettings = z
  .strictObject({
    connections: count.default(20_000).describe("WebSockets that may be open at a time"),
    streams: count.default(20_000).describe("event streams and multipart answers that may be open at a time"),
    initSeconds: seconds.default(5).describe("a WebSocket that has not sent connection_init by then is closed (4408)"),
    pingSeconds: seconds
      .default(12)
      .describe("how often a WebSocket is pinged; one that has given no sign of life since the last time is ended"),
    bufferedBytes: count
      .default(1024 * 1024)
      .describe("of what was not taken yet of a WebSocket; above that nothing more is read from it"),
    stalledSeconds: seconds
      .default(60)
      .describe("an event stream or multipart answer that takes nothing for so long is ended"),
    sharing: flag.default(true).describe("subscribe to a subgraph once for all who ask for the same"),
    resumeArguments: z
      .array(z.string().min(1))
      .default(["after", "since", "lastEventId", "cursor"])
      .describe("a subscription whose field has one of these can be resumed where it was, and is never shared"),
    queuedEvents: count.default(100).describe("of a shared subscription, kept for a client that is behind the others"),
    whenBehind: z
      .enum(["end", "skip"])
      .default("end")
      .describe(
        "end its subscription, so that it may subscribe again; or skip the oldest events that it has not taken",
      ),
    lingerSeconds: z.coerce
      .number()
      .min(0)
      .max(3_600)
      .default(1)
      .describe("how long a shared subscription is kept after the last who wanted it"),
    drainSeconds: seconds
      .max(15)
      .default(5)
      .describe("queries and mutations over WebSocket may take so long still when the gateway stops"),
  })
  .prefault({});

export type SubscriptionsSettings = z.output<typeof subscriptionsSettings>;
