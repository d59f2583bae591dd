import { createCaches } from "../../src/caching/gatewayCaches.ts";
import { createPipeline } from "../../src/pipeline/pipeline.ts";
import { serveGraph } from "../../src/pipeline/servedGraph.ts";
import { defaultLimits } from "../../src/plugins/limits.ts";
import { subgraphHeaders } from "../../src/plugins/requestHeaders.ts";
import { checkSettings } from "../../src/settings/readSettings.ts";
import { loadSupergraph } from "../../src/supergraph/load.ts";
import { signingKey, silent, supergraphOf } from "../kit/graph.ts";
import { goods, shops } from "./world.ts";

const known = goods();
const many = Number(process.argv[2] ?? 2);
for (let id = 3; id <= many; id++) known.titles.set(String(id), "A title of usual length, thirty or so ".repeat(3));
const subgraphs = shops(known);
const supergraph = await loadSupergraph(supergraphOf(subgraphs), { thread: false });
const graph = serveGraph(supergraph, new Map(), defaultLimits);
const transports = new Map(subgraphs.map(({ name, transport }) => [name, transport]));
const query = "query Goods($filter: Filter) { find(filter: $filter) { id title count { left } maker { name } part { size } draft { id title } } goods { id title maker { name } part { size } } }";

async function measure(name: string, enabled: boolean, redisUrl?: string) {
  const settings = checkSettings({ caching: { responses: { enabled, ...(redisUrl ? { redisUrl } : {}) } } });
  const caches = createCaches(settings.caching, { supergraph: () => supergraph, headerRules: settings.headers, credentialHeaders: ["authorization"], log: silent });
  const pipeline = createPipeline({
    graph: () => graph, plugins: caches.plugins, transports: (n) => transports.get(n)!,
    headersOf: subgraphHeaders(signingKey, settings.headers), deadlineMilliseconds: 15_000, log: silent,
  } as never);
  const run = async () => {
    const answer = await pipeline.run({ protocol: "http", method: "POST", requestId: "r", headers: {}, remoteAddress: "127.0.0.1", parameters: { query, variables: { filter: { text: "t", most: 5 } } } }, { events: false } as never);
    return Buffer.byteLength((answer as { text?: string }).text ?? JSON.stringify((answer as { result: object }).result));
  };
  let bytes = 0;
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (let i = 0; i < 300; i++) bytes = await run();
  const n = enabled ? 20_000 : Math.max(200, Math.floor(20_000 / many));
  const before = process.cpuUsage();
  for (let i = 0; i < n; i++) await run();
  const { user, system } = process.cpuUsage(before);
  console.log(`${name}: ${((user + system) / n).toFixed(1)} µs of CPU a request, ${bytes} bytes`);
  for (const p of caches.plugins) await p.stop?.();
}
await measure("executed", false);
await measure("kept in memory", true);
if (process.env.REDIS_URL) await measure("kept on Redis", true, process.env.REDIS_URL);
process.exit();
