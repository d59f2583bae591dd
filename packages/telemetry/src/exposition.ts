import type { Metric as LibraryMetric, Registry } from "prom-client";
import { type Distributed, type Metric, metrics } from "./metrics.ts";

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
    if (metric.kind === "histogram") {
      registry.registerMetric(readHistogram(metric));
      continue;
    }
    const { read } = metric;
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
        const samples = await read();
        this.reset();
        for (const { labels, value } of samples) put(this.labels(...valuesOf(metric, labels)), value);
      };
    }
  }
  return registry;
}

/** The library's own histogram cannot be filled with what was counted elsewhere, but it takes anything that can be read. */
function readHistogram({ name, help, read }: Extract<Metric, { kind: "histogram" }>): LibraryMetric {
  const get = async () => ({ name, help, type: "histogram", values: read().flatMap((each) => seriesOf(name, each)) });
  return { name, get } as unknown as LibraryMetric;
}

function seriesOf(name: string, { labels, values }: Distributed<string>) {
  const { count, sum } = values;
  return [
    ...[...values.cumulated(), ["+Inf", count] as const].map(([le, value]) => ({
      metricName: `${name}_bucket`,
      labels: { ...labels, le },
      value,
    })),
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ];
}

function valuesOf(metric: Metric, labels: Readonly<Record<string, string>>): string[] {
  return metric.labels.map((label) => labels[label] ?? "");
}
