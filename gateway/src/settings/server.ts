import { z } from "zod";
import { defaultOrigins } from "../plugins/cors.ts";

/** Where the gateway listens, and to whom. */
export const listenSettings = z
  .strictObject({
    port: z.coerce.number().int().min(0).max(65_535).default(4000).describe("0 takes any that is free"),
    host: z.string().min(1).default("127.0.0.1").describe("0.0.0.0 for all of the machine's addresses"),
    trustedProxies: z
      .array(z.string())
      .default([])
      .describe(
        "addresses (CIDR) of proxies whose x-forwarded-for is believed; a client's address is a rate limit's key",
      ),
    metricsFrom: z.enum(["loopback", "anywhere"]).default("loopback").describe("from where GET /metrics is answered"),
  })
  .prefault({});

/** Which web pages of other origins may call the graph. */
export const corsSettings = z
  .strictObject({
    origins: z
      .union([z.array(z.string()), z.string().transform((list) => list.split(",").map((origin) => origin.trim()))])
      .default([...defaultOrigins])
      .describe("origins, or one text with commas; `:*` stands for any port"),
    headers: z.array(z.string()).default([]).describe("request headers that pages may send besides the usual ones"),
  })
  .prefault({});
