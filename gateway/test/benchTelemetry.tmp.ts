import { createServer } from "node:http";
import { createTracer } from "@angidi/telemetry";
import { Exchange } from "../src/pipeline/exchange.ts";
import { serveGraph } from "../src/pipeline/servedGraph.ts";
import { defaultLimits } from "../src/plugins/limits.ts";
import { accessLog } from "../src/plugins/accessLog.ts";
import { clientPrograms } from "../src/plugins/clientPrograms.ts";
import { metrics } from "../src/plugins/metrics.ts";
import { tracing } from "../src/plugins/tracing.ts";
import { usage } from "../src/plugins/usage.ts";
import { tracedTransports } from "../src/transports/traced.ts";
import { loadSupergraph } from "../src/supergraph/load.ts";
import { silent, supergraphOf } from "./kit/graph.ts";
import { catalog, inventory } from "./kit/shop.ts";

const supergraph = await loadSupergraph(supergraphOf([catalog(), inventory()]), { thread: false });
const graph = serveGraph(supergraph, new Map(), defaultLimits);
const server = createServer((request, response) => { request.resume(); request.on("end", () => response.end("{}")); }).listen(0);
const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
const settings = { trustedCallers: [], accessLog: false, slowSeconds: 1, operationNames: 200 };
const query = `query Stock { product(id: "p1") { title stock { total } } }`;
const operation = graph.variant(undefined)!.documents.read(query).operation(undefined);
const incoming = { protocol: "http", method: "POST", requestId: "a-request", headers: { "graphql-client-name": "web", "graphql-client-version": "1.2", host: "x", accept: "application/json" }, remoteAddress: "127.0.0.1", parameters: { query } } as const;
const request = { query, headers: { "x-request-id": "a", identity: "b" }, signal: new AbortController().signal } as const;
const answer = { data: {} };
const settled = Promise.resolve(answer);
const raw = { execute: () => settled, subscribe: () => { throw new Error(); } };
const of = () => raw as never;

async function measure(name: string, plugins: any[], calls: number) {
  const onRequest = plugins.flatMap((p) => p.onRequest ?? []);
  const onOperation = plugins.flatMap((p) => p.onOperation ?? []);
  const onResult = plugins.flatMap((p) => p.onResult ?? []);
  const onDone = plugins.flatMap((p) => p.onDone ?? []);
  const round = async (times: number) => {
    for (let i = 0; i < times; i++) {
      const exchange = new Exchange(incoming, graph, silent) as any;
      for (const hook of onRequest) hook(exchange);
      exchange.operation = operation;
      exchange.variables = {};
      for (const hook of onOperation) hook(exchange);
      const transports = tracedTransports(of, exchange.trace);
      for (let c = 0; c < calls; c++) await transports("catalog").execute(request as never);
      for (const hook of onResult) hook(exchange, answer);
      const outcome = { kind: "answered", result: answer, isStream: false, duration: performance.now() - exchange.startedAt };
      for (const hook of onDone) hook(exchange, outcome);
    }
  };
  await round(200_000);
  let best = Infinity;
  for (let r = 0; r < 5; r++) {
    const t = process.cpuUsage();
    await round(200_000);
    const u = process.cpuUsage(t);
    best = Math.min(best, (u.user + u.system) / 200_000);
    await new Promise((r) => setTimeout(r, 50));
  }
  console.log(name, best.toFixed(3), "µs");
  return best;
}
const log = silent;
const ports = { readers: "loopback", schema: () => graph.supergraph.apiSchema, log } as const;
const all = async (tracer?: any) => [metrics(settings, () => graph), tracing(settings, tracer), clientPrograms(), accessLog(settings), await usage({ programs: 200 } as never, ports)];
const sets: Record<string, any[]> = {
  tracing0: [tracing(settings, createTracer({ otlpUrl: url, serviceName: "x", share: 0, slowMilliseconds: 1000 }))],
  none: [],
  metrics: [metrics(settings, () => graph)],
  tracingOff: [tracing(settings, undefined)],
  programs: [clientPrograms()],
  accessLog: [accessLog(settings)],
  usage: [await usage({ programs: 200 } as never, ports)],
  allOff: await all(),
  tracing1: [tracing(settings, createTracer({ otlpUrl: url, serviceName: "x", share: 0.01, slowMilliseconds: 1000 }))],
  all1: await all(createTracer({ otlpUrl: url, serviceName: "x", share: 0.01, slowMilliseconds: 1000 })),
};
for (const calls of [0, 2]) for (const [name, plugins] of Object.entries(sets).filter(([n]) => n.startsWith("tracing") || n==="none")) await measure(`${calls} calls, ${name}`, plugins, calls);
process.exit(0);
