import { cachedKeySet, createGateway, keysByRoute } from "@angidi/gateway";
import { fillDemoStore, gatewaySettings, loadSubgraphs, migrateAll, platformParts } from "@angidi/local";
import { createLogger, type Environment, type Subgraph, type SubgraphTransport } from "@angidi/subgraph";

/** Stands between a caller ("gateway", or a service) and the service that it calls. */
export type Between = (from: string, to: string, transport: SubgraphTransport) => SubgraphTransport;

export interface Composition {
  readonly url: string;
  readonly wsUrl: string;
  stop(): Promise<void>;
}

/**
 * The platform in this process, for what needs to be inside of it: counting its statements, or standing between two of
 * its parts. Its databases are the environment's DATABASE_URL.
 */
export async function composePlatform(
  environment: Environment,
  {
    between = (_from, _to, transport) => transport,
    demo = true,
  }: { readonly between?: Between; readonly demo?: boolean } = {},
): Promise<Composition> {
  const modules = await loadSubgraphs();
  await migrateAll(modules, environment);
  const log = createLogger("e2e", { LOG_LEVEL: "warn", ...environment });
  const signingKey = environment.SERVICE_SIGNING_KEY!;

  const subgraphs = new Map<string, Subgraph>();
  const servicesFor = (from: string) => (to: string) => between(from, to, subgraphs.get(to)!.transport);
  for (const module of modules) {
    subgraphs.set(module.name, await module.create(environment, { services: servicesFor(module.name), log }));
  }
  const all = [...subgraphs.values()];
  await Promise.all(all.map((subgraph) => subgraph.start()));
  const routes = all.flatMap((subgraph) => subgraph.routes);
  const gateway = await createGateway({
    ...gatewaySettings(environment),
    ...platformParts(cachedKeySet(keysByRoute(routes)), servicesFor("gateway"), signingKey, environment),
    transports: servicesFor("gateway"),
    routes,
    log,
  });
  await gateway.listen({ port: 0, host: "127.0.0.1" });
  if (demo) await fillDemoStore(servicesFor("demo"), signingKey);
  return {
    url: gateway.url,
    wsUrl: gateway.url.replace(/^http/, "ws"),
    async stop() {
      await gateway.stop();
      await Promise.all(all.map((subgraph) => subgraph.stop()));
    },
  };
}
