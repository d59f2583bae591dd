import {
  type HrTime,
  SpanKind as LibrarySpanKind,
  type SpanContext,
  SpanStatusCode,
  TraceFlags,
} from "@opentelemetry/api";
import { ExportResultCode } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { type Resource, resourceFromAttributes } from "@opentelemetry/resources";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import type { KeptTrace, Span } from "./trace.ts";

/** Hands traces to a collector. */
export interface SpanExporter {
  /** Rejects when they were not taken. */
  send(traces: readonly KeptTrace[]): Promise<void>;
  stop(): Promise<void>;
}

const kinds = {
  server: LibrarySpanKind.SERVER,
  client: LibrarySpanKind.CLIENT,
  internal: LibrarySpanKind.INTERNAL,
} as const;
const scope = { name: "@angidi/telemetry" };

/** OTLP over HTTP, in JSON; headers for the collector are taken from `OTEL_EXPORTER_OTLP_HEADERS`. */
export function otlpExporter({
  otlpUrl,
  serviceName,
  deadlineMilliseconds,
}: {
  readonly otlpUrl: string;
  readonly serviceName: string;
  readonly deadlineMilliseconds: number;
}): SpanExporter {
  const resource = resourceFromAttributes({ "service.name": serviceName });
  const exporter = new OTLPTraceExporter({
    url: `${otlpUrl.replace(/\/+$/, "")}/v1/traces`,
    timeoutMillis: deadlineMilliseconds,
  });
  return {
    send: (traces) =>
      new Promise((resolve, reject) => {
        const spans = traces.flatMap(({ traceId, spans }) => spans.map((span) => readable(traceId, span, resource)));
        exporter.export(spans, ({ code, error }) => {
          if (code === ExportResultCode.SUCCESS) resolve();
          else reject(error ?? new Error("The collector did not take the spans"));
        });
      }),
    stop: () => exporter.shutdown(),
  };
}

function readable(traceId: string, span: Span, resource: Resource): ReadableSpan {
  const startTime = timeOf(span.startedAt);
  const endTime = timeOf(span.endedAt);
  return {
    name: span.name,
    kind: kinds[span.kind],
    spanContext: () => contextOf(traceId, span.spanId),
    ...(span.parentSpanId ? { parentSpanContext: contextOf(traceId, span.parentSpanId) } : {}),
    startTime,
    endTime,
    duration: timeFrom(span.endedAt - span.startedAt),
    ended: true,
    status: span.failure ? { code: SpanStatusCode.ERROR, message: span.failure } : { code: SpanStatusCode.UNSET },
    attributes: (span.attributes ?? {}) as ReadableSpan["attributes"],
    links: span.link ? [{ context: contextOf(span.link.traceId, span.link.spanId) }] : [],
    events: [],
    resource,
    instrumentationScope: scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function contextOf(traceId: string, spanId: string): SpanContext {
  return { traceId, spanId, traceFlags: TraceFlags.SAMPLED };
}

function timeOf(moment: number): HrTime {
  // Added up in two parts: milliseconds since 1970 leave a double no room for nanoseconds.
  const [seconds, nanoseconds] = timeFrom(performance.timeOrigin);
  const [moreSeconds, moreNanoseconds] = timeFrom(moment);
  const sum = nanoseconds + moreNanoseconds;
  return sum >= 1e9 ? [seconds + moreSeconds + 1, sum - 1e9] : [seconds + moreSeconds, sum];
}

function timeFrom(milliseconds: number): HrTime {
  const seconds = Math.floor(milliseconds / 1_000);
  return [seconds, Math.round((milliseconds - seconds * 1_000) * 1e6)];
}
