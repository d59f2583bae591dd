import { setTimeout as wait } from "node:timers/promises";
import { counter } from "../metrics.ts";
import type { SpanExporter } from "./otlp.ts";
import type { KeptTrace } from "./trace.ts";

const exported = counter({
  name: "angidi_trace_spans_exported_total",
  help: "Spans that a collector has taken",
  labels: [],
});
const dropped = counter({
  name: "angidi_trace_spans_dropped_total",
  help: "Spans that were to be kept and were lost: the queue was full, or the collector did not take them",
  labels: ["reason"],
});

export interface ExportQueue {
  add(trace: KeptTrace): void;
  stop(): Promise<void>;
}

const mostWaiting = 5_000;
const batchSize = 500;
const everyMilliseconds = 1_000;
/** For one batch, with its repeats. */
const deadlineMilliseconds = 5_000;
/** For what is left at the end. */
const farewellMilliseconds = 3_000;

/**
 * Traces on their way to a collector: one batch at a time, so many waiting, and what is too much is dropped. Nobody waits
 * for it but `stop`. The exporting library is loaded when there is something to export.
 */
export function exportQueue({
  otlpUrl,
  serviceName,
}: {
  readonly otlpUrl: string;
  readonly serviceName: string;
}): ExportQueue {
  let waiting: KeptTrace[] = [];
  let spansWaiting = 0;
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> | undefined;
  let exporter: Promise<SpanExporter> | undefined;

  function add(trace: KeptTrace): void {
    const { length } = trace.spans;
    if (spansWaiting + length > mostWaiting) {
      dropped.add({ reason: "queue full" }, length);
      return;
    }
    waiting.push(trace);
    spansWaiting += length;
    if (spansWaiting >= batchSize) void flush();
    else timer ??= setTimeout(() => void flush(), everyMilliseconds).unref();
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  async function sendAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      const size = spansWaiting;
      waiting = [];
      spansWaiting = 0;
      try {
        exporter ??= import("./otlp.ts").then(({ otlpExporter }) =>
          otlpExporter({ otlpUrl, serviceName, deadlineMilliseconds }),
        );
        await (await exporter).send(batch);
        exported.add({}, size);
      } catch {
        dropped.add({ reason: "not taken" }, size);
      }
    }
  }

  return {
    add,
    async stop() {
      const sent = flush().then(async () => (await exporter?.catch(() => undefined))?.stop());
      const impatience = new AbortController();
      const deadline = wait(farewellMilliseconds, undefined, { signal: impatience.signal }).catch(() => {});
      await Promise.race([sent, deadline]);
      impatience.abort();
      dropped.add({ reason: "not taken" }, spansWaiting);
      waiting = [];
    },
  };
}
