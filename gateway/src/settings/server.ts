import { z } from "zod";
import { defaultOrigins } from "../server/cors.ts";
import { flag } from "./flag.ts";

/** Where the gateway listens, and to whom. */
export const listenSettings = z
  .strictObject({
    port: z.coerce.number().int().min(0).max(65_535).default(4000).describe("0 takes any that is free"),
    host: z.string().min(1).default("127.0.0.1").describe("0.0.0.0 for all of the machine's addresses"),
    trustedProxies: z
      .array(
        z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6(), z.enum(["loopback", "linklocal", "uniquelocal"])], {
          error: "must be an address, a range of them (CIDR), loopback, linklocal or uniquelocal",
        }),
      )
      .default([])
      .describe(
        "addresses (CIDR) of proxies whose x-forwarded-for is believed; a client's address is a rate limit's key",
      ),
    metricsFrom: z.enum(["loopback", "anywhere"]).default("loopback").describe("from where GET /metrics is answered"),
  })
  .prefault({});

/** The page to try the graph with, at `/`. */
export const explorerSettings = z
  .strictObject({
    served: flag.default(true).describe("whether there is one; it tells the names of contract variants"),
  })
  .prefault({});

/** Browsers name origins so, without a path; a mere `*` would let every page on the web use the graph. */
const origin = z
  .string()
  .regex(
    /^[a-z][a-z0-9+.-]*:\/\/[^\s/*]+?(:\*)?$/i,
    "must be an origin, such as https://shop.test or http://localhost:*",
  );

/** Which web pages of other origins may call the graph. */
export const corsSettings = z
  .strictObject({
    origins: z
      .union([z.array(z.string()), z.string().transform((list) => list.split(",").map((origin) => origin.trim()))])
      .pipe(z.array(origin))
      .default([...defaultOrigins])
      .describe("origins, or one text with commas; `:*` stands for any port"),
    headers: z.array(z.string()).default([]).describe("request headers that pages may send besides the usual ones"),
  })
  .prefault({});
