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
  let isStopping = false;
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
        if (isStopping) giveUp();
      }
    }
  }

  /** At the end nobody waits for more than one batch that is not taken. */
  function giveUp(): void {
    dropped.add({ reason: "not taken" }, spansWaiting);
    waiting = [];
    spansWaiting = 0;
  }

  return {
    add,
    async stop() {
      isStopping = true;
      await flush();
      await (await exporter?.catch(() => undefined))?.stop();
    },
  };
}
