import type { AddressInfo } from "node:net";
import { addRoutes, type Route, type SubgraphTransport } from "@angidi/subgraph";
import type { Logger } from "pino";
import { createGraph } from "./graph.ts";
import { authenticateBy, type KeySet } from "./plugins/authentication.ts";
import { addCors, defaultOrigins } from "./plugins/cors.ts";
import { addHealth } from "./plugins/health.ts";
import { defaultLimits, type Limits } from "./plugins/limits.ts";
import { addSecurityHeaders } from "./plugins/securityHeaders.ts";
import { startApollo } from "./server/apollo.ts";
import { addExplorer } from "./server/explorer.ts";
import { addGraphEndpoint, graphPath } from "./server/graphEndpoint.ts";
import { createHttpServer } from "./server/httpServer.ts";
import { addSubscriptionEndpoint } from "./server/subscriptionEndpoint.ts";
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
  /** Origins whose web pages may call the graph. */
  readonly origins?: readonly string[];
  /** Plain routes of subgraphs that run in this process. */
  readonly routes?: readonly Route[];
}

export interface Gateway {
  /** Where the graph is served; only once it listens. */
  readonly url: string;
  listen(address: { readonly port: number; readonly host: string }): Promise<void>;
  /** Takes no more requests, ends subscriptions, lets what is under way finish, and lets go of the port. */
  stop(): Promise<void>;
}

const keptPlans = 1_000;
/** How long requests under way may take once the gateway is asked to stop; longer than any request's deadline. */
const drainMilliseconds = 20_000;

/**
 * The gateway: clients come in by HTTP and WebSocket, are authenticated, held to the limits, and their operations
 * planned and executed over the subgraphs. Throws when the supergraph cannot be read.
 */
export async function createGateway(parts: GatewayParts): Promise<Gateway> {
  const { log } = parts;
  const limits = { ...defaultLimits, ...parts.limits };
  const authenticate = authenticateBy(parts.keySet, log);
  const graph = createGraph({
    supergraph: loadSupergraph(parts.supergraph),
    transports: parts.transports,
    signingKey: parts.signingKey,
    deadlineMilliseconds: limits.deadlineMilliseconds,
    plans: keptPlans,
    log,
  });
  const apollo = await startApollo(graph, { limits, log });

  let isReady = false;
  const app = createHttpServer({ bodyLimit: limits.bodyBytes, log });
  addSecurityHeaders(app, graphPath);
  addCors(app, parts.origins ?? defaultOrigins);
  addHealth(app, () => isReady);
  addExplorer(app, graphPath);
  addGraphEndpoint(app, apollo, authenticate);
  addRoutes(app, parts.routes ?? []);
  const endSubscriptions = addSubscriptionEndpoint(app, graph, { authenticate, limits, log });

  async function stop(): Promise<void> {
    isReady = false;
    const impatience = setTimeout(() => app.server.closeAllConnections(), drainMilliseconds);
    await endSubscriptions();
    await app.close();
    clearTimeout(impatience);
    await apollo.stop();
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
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
