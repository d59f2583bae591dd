import { createTracer, followServed } from "@angidi/telemetry";
import { z } from "zod";
import { parseEnvironment } from "../configuration.ts";
import type { Environment } from "../module.ts";

const schema = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  /** The share of traces that nobody else decided about. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(0.01),
});

const slowMilliseconds = 1_000;

/**
 * Has what callers ask of this process followed in their traces, if the environment names a collector. Gives a function
 * that hands over what was followed last.
 */
export function followCallers(name: string, environment: Environment): () => Promise<void> {
  const given = parseEnvironment(schema, environment);
  const { OTEL_EXPORTER_OTLP_ENDPOINT: otlpUrl, OTEL_SERVICE_NAME: serviceName = name } = given;
  if (!otlpUrl) return async () => {};
  const tracer = createTracer({ otlpUrl, serviceName, share: given.OTEL_TRACES_SAMPLER_ARG, slowMilliseconds });
  const end = followServed(tracer);
  return async () => {
    end();
    await tracer.stop();
  };
}
