import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A span as a collector gets it. */
export interface CollectedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly failure: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The traces that it is linked to. */
  readonly links: readonly string[];
  readonly milliseconds: number;
}

/** A collector of OpenTelemetry traces, by OTLP over HTTP in JSON, that shows what it was sent. */
export interface TraceCollector {
  readonly url: string;
  readonly spans: CollectedSpan[];
  /** How many requests it was sent. */
  readonly requests: number;
  /** Resolves as soon as the condition holds of what was sent. */
  until(condition: (spans: readonly CollectedSpan[]) => boolean): Promise<void>;
  stop(): Promise<void>;
}

/** `status` is what it answers with; "never" for no answer at all. */
export async function startTraceCollector(status: number | "never" = 200): Promise<TraceCollector> {
  const spans: CollectedSpan[] = [];
  const waiting = new Set<() => void>();
  let requests = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    requests += 1;
    if (status === "never") return;
    if (status === 200) spans.push(...spansIn(JSON.parse(Buffer.concat(chunks).toString())));
    response.writeHead(status, { "content-type": "application/json" }).end("{}");
    for (const look of waiting) look();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    get requests() {
      return requests;
    },
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition(spans)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly Attribute[];
  readonly links?: readonly { readonly traceId: string }[];
  readonly status?: { readonly code?: number; readonly message?: string };
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

function spansIn({ resourceSpans }: Sent): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(valuesOf(resource.attributes)["service.name"]);
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => collected(service, span)));
  });
}

function collected(service: string, span: SentSpan): CollectedSpan {
  const { traceId, spanId, parentSpanId, name, startTimeUnixNano, endTimeUnixNano, status } = span;
  const failed = 2;
  return {
    service,
    traceId,
    spanId,
    parentSpanId,
    name,
    failure: status?.code === failed ? status.message : undefined,
    attributes: valuesOf(span.attributes ?? []),
    links: (span.links ?? []).map((link) => link.traceId),
    milliseconds: Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6,
  };
}

function valuesOf(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]));
}

function plainValue(value: Readonly<Record<string, unknown>>): unknown {
  const [only] = Object.values(value);
  const list = (only as { readonly values?: readonly Record<string, unknown>[] } | undefined)?.values;
  return list ? list.map(plainValue) : only;
}
