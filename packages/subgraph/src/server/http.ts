import type { AddressInfo } from "node:net";
import { metricsRoute } from "@angidi/telemetry";
import fastify, { type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Subgraph } from "../defineSubgraph.ts";
import { addGraphEndpoint } from "./graphEndpoint.ts";
import type { Route } from "./route.ts";
import { addSubscriptionEndpoint } from "./subscriptionEndpoint.ts";

/** A subgraph's HTTP server. */
export interface ListeningServer {
  readonly url: string;
  /** Ends subscriptions, lets requests under way finish, and lets go of the port. */
  close(): Promise<void>;
}

const bodyLimit = 4 * 1024 * 1024;

/**
 * Serves a subgraph: `POST /graphql`, subscriptions by WebSocket at the same path, its own routes, `GET /metrics`,
 * `GET /health/live` and `/health/ready`.
 */
export async function listen(
  subgraph: Subgraph,
  options: { readonly port: number; readonly host: string; readonly log: Logger },
): Promise<ListeningServer> {
  const app = fastify({ bodyLimit, forceCloseConnections: "idle", routerOptions: { ignoreTrailingSlash: true } });
  app.get("/health/live", async () => ({ status: "ok" }));
  app.get("/health/ready", async () => ({ status: "ok" }));
  addGraphEndpoint(app, subgraph.transport);
  // A subgraph's port is for the platform's own network, so whoever reaches it may read its metrics.
  addRoutes(app, [...subgraph.routes, metricsRoute({ from: "anywhere" })]);
  const endSubscriptions = addSubscriptionEndpoint(app, subgraph.transport, options.log);

  await app.listen({ port: options.port, host: options.host });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}/graphql`,
    async close() {
      await endSubscriptions();
      await app.close();
    },
  };
}

/** Adds plain routes to a server; their bodies come as they were sent. */
export function addRoutes(app: FastifyInstance, routes: readonly Route[]): void {
  const streaming = routes.filter(({ streamsBody }) => streamsBody);
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    for (const route of routes) if (!route.streamsBody) addRoute(scope, route);
  });
  if (streaming.length === 0) return;
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
    for (const route of streaming) addRoute(scope, route);
  });
}

function addRoute(scope: FastifyInstance, route: Route): void {
  scope.route({
    method: route.method,
    url: route.path,
    async handler(request, reply) {
      const answer = await route.handle({
        params: request.params as Record<string, string>,
        query: request.query as Record<string, string>,
        headers: request.headers,
        remoteAddress: request.ip,
        body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        ...(route.streamsBody && { stream: request.raw }),
      });
      return reply
        .code(answer.status)
        .headers(answer.headers ?? {})
        .send(answer.body);
    },
  });
}
