export { counter, Distribution, gauge, histogram, type Sample, secondsBounds } from "./metrics.ts";
export { isForReader, type MetricsReaders, type MetricsRoute, metricsReaders, metricsRoute } from "./route.ts";
export { currentTraceparent, underSpan } from "./tracing/current.ts";
export { followServed, serving } from "./tracing/served.ts";
export { type Attributes, type RootSpan, type Span, Trace } from "./tracing/trace.ts";
export { newSpanId, readTraceparent, type TraceContext, traceparentOf } from "./tracing/traceContext.ts";
export { createTracer, type Tracer, type TracerSettings } from "./tracing/tracer.ts";
