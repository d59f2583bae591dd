import { exportQueue } from "./exportQueue.ts";
import { type Sampling, type SpanKind, Trace } from "./trace.ts";
import type { TraceContext } from "./traceContext.ts";

export interface TracerSettings extends Sampling {
  /** The collector's base URL, as `OTEL_EXPORTER_OTLP_ENDPOINT` has it. */
  readonly otlpUrl: string;
  /** How traces name this program. */
  readonly serviceName: string;
}

/** Follows the work of a process in traces and hands those that are kept to a collector. */
export interface Tracer {
  begin(
    kind: SpanKind,
    parent: TraceContext | undefined,
    options?: { readonly isTrusted?: boolean; readonly startedAt?: number },
  ): Trace;
  /** Hands over what was kept so far. Never rejects, and takes no longer than a deadline. */
  stop(): Promise<void>;
}

export function createTracer({ otlpUrl, serviceName, share, slowMilliseconds }: TracerSettings): Tracer {
  const queue = exportQueue({ otlpUrl, serviceName });
  const sampling = { share, slowMilliseconds };
  const keep = queue.add;
  return {
    begin: (kind, parent, { isTrusted = false, startedAt } = {}) =>
      new Trace(kind, parent, { sampling, isTrusted, keep, startedAt }),
    stop: queue.stop,
  };
}
