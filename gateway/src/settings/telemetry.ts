import { z } from "zod";
import { flag } from "./flag.ts";

/** `telemetry` of the config file: what operators see of the gateway beside its metrics. */
export const telemetrySettings = z
  .strictObject({
    otlpUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe("base URL of an OpenTelemetry collector (OTLP over HTTP); no traces without it"),
    serviceName: z.string().min(1).default("gateway").describe("how traces name the gateway"),
    sampledPercent: z.coerce
      .number()
      .min(0)
      .max(100)
      .default(1)
      .describe("of traces that are kept though they were neither slow nor failed"),
    slowSeconds: z.coerce.number().positive().default(1).describe("a request that takes longer is kept and logged"),
    trustedCallers: z
      .array(z.union([z.cidrv4(), z.cidrv6()]))
      .default([])
      .describe("addresses (CIDR) of callers who may say by `traceparent` that a trace is to be kept"),
    accessLog: flag.default(false).describe("a line for every request; faults and slow requests are logged anyhow"),
    operationNames: z.coerce
      .number()
      .int()
      .min(0)
      .default(200)
      .describe("names of operations that metrics tell apart; any more are `other`"),
  })
  .prefault({});
export type TelemetrySettings = z.output<typeof telemetrySettings>;
