import { type ApolloServer, HeaderMap } from "@apollo/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Client } from "../graph.ts";
import type { Authenticate } from "../plugins/authentication.ts";
import { REQUEST_ID_HEADER, requestIdOf } from "../plugins/requestHeaders.ts";

export const graphPath = "/graphql";

/**
 * The graph over HTTP. All methods lead to Apollo Server, which answers those that it does not serve with 405 and a
 * word about those that it does.
 */
export function addGraphEndpoint(app: FastifyInstance, apollo: ApolloServer<Client>, authenticate: Authenticate): void {
  app.route({
    method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    url: graphPath,
    exposeHeadRoute: false,
    async handler(request, reply) {
      const requestId = requestIdOf(request.headers);
      reply.header(REQUEST_ID_HEADER, requestId);
      const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method,
          headers: headersOf(request),
          search: searchOf(request.url),
          body: request.body,
        },
        context: async () => ({
          caller: await authenticate(request.headers.authorization),
          requestId,
          incoming: request.headers,
          gone: goneOf(reply),
        }),
      });
      reply.code(status ?? 200);
      for (const [name, value] of headers) reply.header(name, value);
      if (body.kind !== "complete") throw new Error("Incremental delivery is not served");
      return body.string;
    },
  });
}

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return headers;
}

/** Cut out by hand: building a URL would need the Host header, which a client may fill with anything. */
function searchOf(url: string): string {
  const start = url.indexOf("?");
  return start === -1 ? "" : url.slice(start);
}

function goneOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort(new Error("The client has gone"));
  });
  return gone.signal;
}
