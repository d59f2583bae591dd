import type { Registry } from "prom-client";
import { type Metric, metrics } from "./metrics.ts";

export interface Exposition {
  readonly contentType: string;
  readonly body: string;
}

let opened: Promise<Registry> | undefined;

/** All metrics in Prometheus' text form. */
export async function expose(): Promise<Exposition> {
  opened ??= openRegistry();
  const registry = await opened;
  return { contentType: registry.contentType, body: await registry.metrics() };
}

/**
 * Made when somebody asks for the first time: the library takes a tenth of a second to load, and the process's own
 * metrics keep a timer running. A process that nobody watches pays for neither.
 */
async function openRegistry(): Promise<Registry> {
  const { default: prometheus } = await import("prom-client");
  const registry = new prometheus.Registry();
  // At 10 ms, the default, watching the event loop would be most of what an idle process does.
  prometheus.collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  for (const metric of metrics()) {
    const options = {
      name: metric.name,
      help: metric.help,
      labelNames: [...metric.labels],
      registers: [registry],
    };
    if (metric.kind === "gauge") {
      new prometheus.Gauge({ ...options, collect: fill((labels, value) => labels.set(value)) });
    } else {
      new prometheus.Counter({ ...options, collect: fill((labels, value) => labels.inc(value)) });
    }

    function fill<Child>(put: (child: Child, value: number) => void) {
      return async function (this: { reset(): void; labels(...values: string[]): Child }): Promise<void> {
        const samples = await metric.read();
        this.reset();
        for (const { labels, value } of samples) put(this.labels(...valuesOf(metric, labels)), value);
      };
    }
  }
  return registry;
}

function valuesOf(metric: Metric, labels: Readonly<Record<string, string>>): string[] {
  return metric.labels.map((label) => labels[label] ?? "");
}
