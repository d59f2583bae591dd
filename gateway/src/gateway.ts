import type { AddressInfo } from "node:net";
import { addRoutes, type Route, type SubgraphTransport } from "@angidi/subgraph";
import { createTracer, type Tracer } from "@angidi/telemetry";
import type { Logger } from "pino";
import { endedSessions, type SessionEndings } from "./authentication/endedSessions.ts";
import { type CredentialPorts, credentialKinds } from "./authentication/kinds.ts";
import type { RoleTables } from "./authentication/rights.ts";
import { type Policies, policiesBy } from "./authorisation/policies.ts";
import { createCaches, type Invalidations } from "./caching/gatewayCaches.ts";
import { addInvalidationRoute } from "./caching/invalidationRoute.ts";
import { createPipeline } from "./pipeline/pipeline.ts";
import { serveGraph } from "./pipeline/servedGraph.ts";
import { progressiveOverride } from "./planning/progressiveOverride.ts";
import { accessLog } from "./plugins/accessLog.ts";
import { authenticateBy, authentication } from "./plugins/authentication.ts";
import { authorisation } from "./plugins/authorisation.ts";
import { automaticDocuments } from "./plugins/automaticDocuments.ts";
import { cardNumbers } from "./plugins/cardNumbers.ts";
import { clientPrograms } from "./plugins/clientPrograms.ts";
import { cost } from "./plugins/cost.ts";
import { introspection } from "./plugins/introspection.ts";
import { metrics } from "./plugins/metrics.ts";
import { rateLimits } from "./plugins/rateLimits.ts";
import { tracing } from "./plugins/tracing.ts";
import { trustedDocuments } from "./plugins/trustedDocuments.ts";
import { usage } from "./plugins/usage.ts";
import { boundVariants, variantsBy } from "./plugins/variants.ts";
import { allowancesBy } from "./rateLimits/kept.ts";
import { addCors } from "./server/cors.ts";
import { addExplorer, type ExplorerExample } from "./server/explorer.ts";
import { addGraphEndpoint, graphPath } from "./server/graphEndpoint.ts";
import { addHealth } from "./server/health.ts";
import { createHttpServer } from "./server/httpServer.ts";
import { addSecurityHeaders } from "./server/securityHeaders.ts";
import { OpenStreams } from "./server/streamWriter.ts";
import { addWebSocket } from "./server/webSocket.ts";
import type { Settings } from "./settings/settings.ts";
import { warnOfUnknownSubgraphs } from "./settings/unknownSubgraphs.ts";
import { loadSupergraph } from "./supergraph/load.ts";
import { subgraphHeaders } from "./transports/requestHeaders.ts";
import { resilientTransports } from "./transports/resilientTransports.ts";
import { sharedSubscriptions } from "./transports/sharedSubscriptions.ts";
import { resumableBy } from "./transports/sharedSubscriptionsResumable.ts";

/** What a gateway is made of. */
export interface GatewayParts {
  /** The SDL of the supergraph. */
  readonly supergraph: string;
  /** The way to each subgraph, by its name in the supergraph: in process or over HTTP, the gateway cannot tell. */
  readonly transports: (name: string) => SubgraphTransport;
  readonly settings: Settings;
  /** Key sets by issuer, for issuers whose settings name no keys. */
  readonly keySets?: CredentialPorts["keySets"];
  /** Knows API keys beside those that the settings list. */
  readonly apiKeys?: CredentialPorts["apiKeys"];
  /** Where the news comes from of sessions that have ended before their access tokens expire. */
  readonly sessionEndings?: SessionEndings;
  /** The scopes that come with a role, unless the settings say otherwise. */
  readonly scopesOfRoles?: RoleTables["scopesOfRoles"];
  /** Decides what `@policy` names, in place of the settings. */
  readonly policies?: Policies;
  /** Where the news comes from of what is out of date among the answers that are kept; asked only if any are. */
  readonly invalidations?: Invalidations;
  readonly log: Logger;
  /** Plain routes of subgraphs that run in this process. */
  readonly routes?: readonly Route[];
  /** Operations that the explorer offers to begin with. */
  readonly explorerExamples?: readonly ExplorerExample[];
}

export interface Gateway {
  /** Where the graph is served; only once it listens. */
  readonly url: string;
  listen(address: { readonly port: number; readonly host: string }): Promise<void>;
  /**
   * Takes another supergraph into service; what is under way goes on with the old one. Rejects for one that is not good,
   * or when `prepare`, which comes last before it, throws.
   */
  replaceSupergraph(sdl: string, prepare?: () => void): Promise<void>;
  /**
   * Has nothing given any more that was kept under any of these tags: `Product:42` for this entity, `Product[]` for what
   * says which entities there are, `Product` for all that may hold one, `subgraph:catalog` for all that comes from there.
   */
  invalidate(tags: readonly string[]): Promise<void>;
  /** Takes no more requests, ends subscriptions, lets what is under way finish, and lets go of the port. */
  stop(): Promise<void>;
}

/** How long requests under way may take once the gateway is asked to stop; longer than any request's deadline. */
const drainMilliseconds = 20_000;

/**
 * The gateway: clients come in by HTTP and WebSocket, are authenticated, held to the limits, and their operations
 * planned and executed over the subgraphs. Rejects when the supergraph cannot be read.
 */
export async function createGateway(parts: GatewayParts): Promise<Gateway> {
  const { log, settings } = parts;
  const { limits } = settings;
  const variants = variantsBy(settings.variants, settings.variantsOfRoles, settings.authentication.apiKeys.keys);
  const serve = async (sdl: string) => {
    const supergraph = await loadSupergraph(sdl, { thread: settings.supergraph.planInThread });
    warnOfUnknownSubgraphs(settings, supergraph, log);
    return serveGraph(supergraph, variants, limits);
  };
  let graph = await serve(parts.supergraph);

  const tables = {
    scopesOfRoles: { ...parts.scopesOfRoles, ...settings.authentication.scopesOfRoles },
    variantsOfRoles: settings.variantsOfRoles,
  };
  const ended = endedSessions(Date.now);
  const credentials = credentialKinds(settings.authentication, tables, {
    ...parts,
    isEnded: ended.has,
    signingKey: settings.signing.key,
  });
  const authenticate = authenticateBy(credentials);
  const limited = rateLimits(settings.rateLimits, allowancesBy(settings.rateLimits, log));
  const caches = createCaches(settings.caching, {
    supergraph: () => graph.supergraph,
    headerRules: settings.headers,
    credentialHeaders: credentials.map(({ headerName }) => headerName),
    log,
  });
  const measured = metrics(settings.telemetry, () => graph);
  const followed = tracing(settings.telemetry, tracerBy(settings.telemetry));
  const recorded = await usage(settings.usage, {
    readers: settings.listen.metricsFrom,
    schema: () => graph.supergraph.apiSchema,
    log,
  });
  const plugins = [
    // First: what any other one refuses is seen by them, too.
    measured,
    followed,
    clientPrograms(),
    accessLog(settings.telemetry),
    limited.atTheDoor,
    // Before anything of a request is kept.
    cardNumbers(),
    authentication(authenticate),
    boundVariants(),
    trustedDocuments(settings.documents, log),
    automaticDocuments(settings.documents),
    recorded,
    cost(settings.cost),
    limited.byCost,
    introspection(settings.authorisation.introspection ?? "everyone"),
    authorisation(parts.policies ?? policiesBy(settings.authorisation.policies, log)),
    // Last: what is kept is whole, and nobody is given it who was refused or is withheld something.
    ...caches.plugins,
  ];
  const subgraphs = resilientTransports(parts.transports, {
    settings: settings.resilience,
    writes: caches.writes,
    log,
  });
  // Outermost: who joins a subscription takes no place of its own, and no breaker refuses it.
  const subscriptions = sharedSubscriptions(caches.transports(subgraphs.of), {
    settings: settings.subscriptions,
    isResumable: resumableBy(() => graph.supergraph.schema, settings.subscriptions.resumeArguments),
  });
  const pipeline = createPipeline({
    graph: () => graph,
    plugins,
    transports: subscriptions.of,
    headersOf: subgraphHeaders(settings.signing.key, settings.headers),
    overrides: progressiveOverride(settings.supergraph.overridePercent),
    followEvent: followed.followEvent,
    deadlineMilliseconds: limits.deadlineMilliseconds,
    log,
  });

  let isReady = false;
  const app = createHttpServer({ bodyLimit: limits.bodyBytes, trustedProxies: settings.listen.trustedProxies, log });
  addSecurityHeaders(app, graphPath);
  addCors(app, settings.cors);
  addHealth(app, () => isReady);
  if (settings.explorer.served) {
    addExplorer(app, graphPath, { variants: [...variants.keys()], examples: parts.explorerExamples ?? [] });
  }
  if (caches.areOn) addInvalidationRoute(app, { authenticate, invalidate: caches.invalidate });
  const streams = new OpenStreams({
    streams: settings.subscriptions.streams,
    stalledMilliseconds: settings.subscriptions.stalledSeconds * 1_000,
  });
  addGraphEndpoint(app, pipeline, { streams, operations: limits.subscriptions });
  addRoutes(app, [...(parts.routes ?? []), ...recorded.routes]);
  measured.watch(app.server);
  const endWebSockets = addWebSocket(app, pipeline, {
    authenticate,
    hasVariant: (name) => graph.variant(name) !== undefined,
    limits,
    settings: settings.subscriptions,
    origins: settings.cors.origins,
    trustedProxies: settings.listen.trustedProxies,
    log,
  });

  async function replaceSupergraph(sdl: string, prepare = () => {}): Promise<void> {
    const next = await serve(sdl);
    prepare();
    const old = graph;
    graph = next;
    subscriptions.renew();
    // What began with the old one may still have to be planned; it is over by its deadline.
    setTimeout(() => void old.supergraph.close(), limits.deadlineMilliseconds).unref();
  }

  async function stop(): Promise<void> {
    isReady = false;
    const impatience = setTimeout(() => app.server.closeAllConnections(), drainMilliseconds);
    // First of all the port is let go of, so that nobody connects any more.
    const closed = app.close();
    streams.endAll();
    await Promise.all([closed, endWebSockets()]);
    clearTimeout(impatience);
    await Promise.all([news?.stop(), endings?.stop()]);
    for (const plugin of plugins) await plugin.stop?.();
    subgraphs.close();
    await graph.supergraph.close();
  }

  let url = "";
  let news: Awaited<ReturnType<Invalidations>> | undefined;
  let endings: ReturnType<SessionEndings> | undefined;
  let stopped: Promise<void> | undefined;
  return {
    get url() {
      return url;
    },
    async listen({ port, host }) {
      news = caches.areOn ? await parts.invalidations?.(caches.invalidate) : undefined;
      endings = parts.sessionEndings?.(ended.end);
      await app.listen({ port, host });
      url = `http://${host}:${(app.server.address() as AddressInfo).port}${graphPath}`;
      isReady = true;
    },
    replaceSupergraph,
    invalidate: caches.invalidate,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** Nothing is followed when there is nobody to show it to. */
function tracerBy({ otlpUrl, serviceName, sampledPercent, slowSeconds }: Settings["telemetry"]): Tracer | undefined {
  if (!otlpUrl) return undefined;
  return createTracer({ otlpUrl, serviceName, share: sampledPercent / 100, slowMilliseconds: slowSeconds * 1_000 });
}
