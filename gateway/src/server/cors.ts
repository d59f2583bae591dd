import { REQUEST_ID_HEADER } from "@angidi/subgraph";
import type { FastifyInstance } from "fastify";

/** Apollo Sandbox, and web applications under development. */
export const defaultOrigins: readonly string[] = [
  "https://studio.apollographql.com",
  "http://localhost:*",
  "http://127.0.0.1:*",
];

const usualHeaders = [
  "authorization",
  "x-api-key",
  "content-type",
  "apollo-require-preflight",
  "x-apollo-operation-name",
  "apollographql-client-name",
  "apollographql-client-version",
  "graphql-cost",
  "traceparent",
  "x-graphql-event-stream-token",
  REQUEST_ID_HEADER,
];
const exposedHeaders = [REQUEST_ID_HEADER, "ratelimit", "ratelimit-policy", "retry-after", "www-authenticate"].join(
  ", ",
);
const preflightSeconds = 600;

/**
 * Lets web pages of the listed origins call the graph; `:*` stands for any port. There are no cookies, so no
 * credentials are allowed either. Other origins get no headers, and their browsers refuse.
 */
export function addCors(
  app: FastifyInstance,
  { origins, headers }: { readonly origins: readonly string[]; readonly headers: readonly string[] },
): void {
  const allowedHeaders = [...usualHeaders, ...headers].join(", ");
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("vary", "Origin");
    const { origin } = request.headers;
    const isAllowed = origin !== undefined && isAllowedOrigin(origins, origin);
    if (isAllowed) {
      reply.header("access-control-allow-origin", origin);
      reply.header("access-control-expose-headers", exposedHeaders);
    }
    if (request.method !== "OPTIONS" || request.headers["access-control-request-method"] === undefined) return done();

    if (isAllowed) {
      reply.header("access-control-allow-methods", "GET, POST, PUT, DELETE");
      reply.header("access-control-allow-headers", allowedHeaders);
      reply.header("access-control-max-age", preflightSeconds);
      // A public page that calls a machine of one's own, as Sandbox does, asks for this on top.
      if (request.headers["access-control-request-private-network"]) {
        reply.header("access-control-allow-private-network", "true");
      }
    }
    reply.code(204).send();
  });
}

/** Whether pages of an origin may call the graph. */
export function isAllowedOrigin(origins: readonly string[], origin: string): boolean {
  return origins.some((each) => covers(each, origin));
}

function covers(pattern: string, origin: string): boolean {
  if (!pattern.endsWith(":*")) return pattern === origin;
  const host = pattern.slice(0, -2);
  return origin === host || (origin.startsWith(`${host}:`) && /^\d+$/.test(origin.slice(host.length + 1)));
}
