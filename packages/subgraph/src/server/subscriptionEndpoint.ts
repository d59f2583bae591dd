import type { FastifyInstance } from "fastify";
import { type ExecutionArgs, GraphQLError, GraphQLSchema, parse } from "graphql";
import type { SubscribePayload } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import type { Logger } from "pino";
import { WebSocketServer } from "ws";
import { IDENTITY_HEADER, REQUEST_ID_HEADER } from "../identity/signature.ts";
import type { SubgraphRequest, SubgraphTransport } from "../transport.ts";

const path = "/graphql";
/** graphql-ws wants a schema beside the document; ours is behind the transport. */
const noSchema = new GraphQLSchema({});

/**
 * Subscriptions of a subgraph by the graphql-transport-ws protocol. One connection of the gateway carries operations of
 * many users, so the signed identity comes with each operation, in its `extensions`.
 * Gives a function that ends all of them.
 */
export function addSubscriptionEndpoint(
  app: FastifyInstance,
  transport: SubgraphTransport,
  log: Logger,
): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  app.server.on("upgrade", (request, socket, head) => {
    // From here on nobody else listens: a caller that resets the connection must not end the process.
    socket.on("error", () => {});
    if (request.url?.split("?")[0] !== path) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (connected) => sockets.emit("connection", connected, request));
  });

  const server = useServer(
    {
      onSubscribe: (_context, _id, payload) => toExecution(payload),
      subscribe: (args: ExecutionArgs) => transport.subscribe(args.contextValue as SubgraphRequest),
      execute: (args: ExecutionArgs) => transport.execute(args.contextValue as SubgraphRequest),
      onError: (_context, _id, _payload, errors) =>
        log.warn({ errors: errors.map((error) => error.message) }, "Refused"),
      // Reasons of its own errors stay in the log.
      isProd: true,
    },
    sockets,
  );
  sockets.on("connection", (socket) => {
    // In place of graphql-ws's own, which prints a stack and would let a second error end the process.
    socket.removeAllListeners("error");
    socket.on("error", (error) => log.info({ reason: error.message }, "A WebSocket was closed for an error"));
  });
  return async () => {
    await server.dispose();
  };
}

function toExecution(payload: SubscribePayload): ExecutionArgs | readonly GraphQLError[] {
  const { identity, requestId, traceparent } = payload.extensions ?? {};
  const headers: Record<string, string> = {};
  if (typeof identity === "string") headers[IDENTITY_HEADER] = identity;
  if (typeof requestId === "string") headers[REQUEST_ID_HEADER] = requestId;
  if (typeof traceparent === "string") headers.traceparent = traceparent;
  const request: SubgraphRequest = {
    query: payload.query,
    variables: payload.variables ?? undefined,
    operationName: payload.operationName ?? undefined,
    headers,
    // The stream's own `return` is what ends it.
    signal: new AbortController().signal,
  };
  try {
    const document = parse(payload.query, { noLocation: true, maxTokens: 20_000 });
    return { schema: noSchema, document, operationName: request.operationName, contextValue: request };
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError("The document cannot be read")];
  }
}
