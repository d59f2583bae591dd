import type { AddressInfo } from "node:net";
import { addRoutes, type Route, type SubgraphTransport } from "@angidi/subgraph";
import type { Logger } from "pino";
import { createPipeline } from "./pipeline/pipeline.ts";
import { serveGraph, type Variants } from "./pipeline/servedGraph.ts";
import { authenticateBy, authentication, type KeySet } from "./plugins/authentication.ts";
import { addCors, defaultOrigins } from "./plugins/cors.ts";
import { addHealth } from "./plugins/health.ts";
import { defaultLimits, type Limits } from "./plugins/limits.ts";
import { subgraphHeaders } from "./plugins/requestHeaders.ts";
import { addSecurityHeaders } from "./plugins/securityHeaders.ts";
import { addExplorer } from "./server/explorer.ts";
import { addGraphEndpoint, graphPath } from "./server/graphEndpoint.ts";
import { createHttpServer } from "./server/httpServer.ts";
import { OpenStreams } from "./server/streamWriter.ts";
import { addWebSocket } from "./server/webSocket.ts";
import { loadSupergraph } from "./supergraph/load.ts";

/** What a gateway is made of. */
export interface GatewayParts {
  /** The SDL of the supergraph. */
  readonly supergraph: string;
  /** The way to each subgraph, by its name in the supergraph: in process or over HTTP, the gateway cannot tell. */
  readonly transports: (name: string) => SubgraphTransport;
  /** `SERVICE_SIGNING_KEY`: signs callers' identities for the subgraphs. */
  readonly signingKey: string;
  /** What access tokens are verified with. */
  readonly keySet: KeySet;
  readonly log: Logger;
  readonly limits?: Partial<Limits>;
  /** Contract variants of the graph, served at `/graphql/<name>`. */
  readonly variants?: Variants;
  /** Origins whose web pages may call the graph. */
  readonly origins?: readonly string[];
  /** Plain routes of subgraphs that run in this process. */
  readonly routes?: readonly Route[];
}

export interface Gateway {
  /** Where the graph is served; only once it listens. */
  readonly url: string;
  listen(address: { readonly port: number; readonly host: string }): Promise<void>;
  /** Takes another supergraph into service; what is under way goes on with the old one. Rejects for one that is not good. */
  replaceSupergraph(sdl: string): Promise<void>;
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
  const { log } = parts;
  const limits = { ...defaultLimits, ...parts.limits };
  const serve = async (sdl: string) => serveGraph(await loadSupergraph(sdl), parts.variants ?? new Map(), limits);
  let graph = await serve(parts.supergraph);

  const authenticate = authenticateBy(parts.keySet, log);
  const plugins = [authentication(authenticate)];
  const pipeline = createPipeline({
    graph: () => graph,
    plugins,
    transports: parts.transports,
    headersOf: subgraphHeaders(parts.signingKey),
    deadlineMilliseconds: limits.deadlineMilliseconds,
    log,
  });

  let isReady = false;
  const app = createHttpServer({ bodyLimit: limits.bodyBytes, log });
  addSecurityHeaders(app, graphPath);
  addCors(app, parts.origins ?? defaultOrigins);
  addHealth(app, () => isReady);
  addExplorer(app, graphPath);
  const streams = new OpenStreams();
  addGraphEndpoint(app, pipeline, streams);
  addRoutes(app, parts.routes ?? []);
  const endWebSockets = addWebSocket(app, pipeline, {
    authenticate,
    hasVariant: (name) => graph.variant(name) !== undefined,
    limits,
    log,
  });

  async function replaceSupergraph(sdl: string): Promise<void> {
    const old = graph;
    graph = await serve(sdl);
    // What began with the old one may still have to be planned; it is over by its deadline.
    setTimeout(() => void old.supergraph.close(), limits.deadlineMilliseconds).unref();
  }

  async function stop(): Promise<void> {
    isReady = false;
    const impatience = setTimeout(() => app.server.closeAllConnections(), drainMilliseconds);
    streams.endAll();
    await endWebSockets();
    await app.close();
    clearTimeout(impatience);
    for (const plugin of plugins) await plugin.stop?.();
    await graph.supergraph.close();
  }

  let url = "";
  let stopped: Promise<void> | undefined;
  return {
    get url() {
      return url;
    },
    async listen({ port, host }) {
      await app.listen({ port, host });
      url = `http://${host}:${(app.server.address() as AddressInfo).port}${graphPath}`;
      isReady = true;
    },
    replaceSupergraph,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
