export { counter, gauge, type Sample } from "./metrics.ts";
export { type MetricsReaders, type MetricsRoute, metricsReaders, metricsRoute } from "./route.ts";
