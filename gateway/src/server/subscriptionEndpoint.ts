import { randomUUID } from "node:crypto";
import type { EndUser } from "@angidi/subgraph";
import { anonymous } from "@angidi/subgraph";
import type { FastifyInstance } from "fastify";
import { type ExecutionArgs, GraphQLError, getOperationAST } from "graphql";
import type { SubscribePayload } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import type { Logger } from "pino";
import { WebSocketServer } from "ws";
import type { Client, ClientOperation, Graph } from "../graph.ts";
import type { Authenticate } from "../plugins/authentication.ts";
import type { Limits } from "../plugins/limits.ts";
import { documentReader } from "./documents.ts";
import { graphPath } from "./graphEndpoint.ts";

/** What is kept with a connection from its beginning on. */
interface Connection extends Record<PropertyKey, unknown> {
  caller: EndUser;
  closed: AbortController;
}

/** What goes through graphql-ws from its `onSubscribe` to its `execute` and `subscribe`. */
interface Prepared {
  readonly operation: ClientOperation;
  readonly client: Client;
}

const initWaitMilliseconds = 5_000;
/** How long clients have to answer the closing of their connection at the end. */
const goodbyeMilliseconds = 2_000;

/**
 * The graph over WebSocket by the graphql-transport-ws protocol: subscriptions, and queries and mutations as well. The
 * access token comes in `connectionParams.authorization`; a bad one closes the connection with 4403 (Forbidden).
 * Gives a function that tells all clients that the server is going away (1001) and waits until they have gone.
 */
export function addSubscriptionEndpoint(
  app: FastifyInstance,
  graph: Graph,
  options: { readonly authenticate: Authenticate; readonly limits: Limits; readonly log: Logger },
): () => Promise<void> {
  const { authenticate, limits, log } = options;
  const read = documentReader(graph.apiSchema, limits);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.bodyBytes });
  app.server.on("upgrade", (request, socket, head) => {
    // From here on nobody else listens: a client that resets the connection must not end the process.
    socket.on("error", () => {});
    if (request.url?.split("?")[0]?.replace(/\/$/, "") !== graphPath)
      return socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
    sockets.handleUpgrade(request, socket, head, (connected) => sockets.emit("connection", connected, request));
  });

  const server = useServer<Record<string, unknown>, Connection>(
    {
      connectionInitWaitTimeout: initWaitMilliseconds,

      async onConnect({ connectionParams, extra }) {
        try {
          extra.caller = await authenticate(authorizationOf(connectionParams, extra.request.headers.authorization));
          extra.closed = new AbortController();
          return true;
        } catch (error) {
          if (!(error instanceof GraphQLError)) log.error({ err: error }, "A connection cannot be authenticated");
          return false;
        }
      },

      onClose({ extra }) {
        extra.closed?.abort(new Error("The client has gone"));
      },

      onSubscribe({ extra, subscriptions }, _id, payload): ExecutionArgs | readonly GraphQLError[] {
        if (Object.keys(subscriptions).length > limits.subscriptions) {
          return [refusal(`At most ${limits.subscriptions} operations may run on one connection`, "BAD_REQUEST")];
        }
        const client = {
          caller: extra.caller ?? anonymous,
          requestId: randomUUID(),
          incoming: extra.request.headers,
          gone: extra.closed?.signal,
        };
        return prepare(payload, client);
      },

      execute: ({ contextValue }: ExecutionArgs) => {
        const { operation, client } = contextValue as Prepared;
        return graph.execute(operation, client);
      },

      subscribe: ({ contextValue }: ExecutionArgs) => {
        const { operation, client } = contextValue as Prepared;
        return graph.subscribe(operation, client);
      },

      // Reasons of its own errors stay in the log.
      isProd: true,
    },
    sockets,
  );

  sockets.on("connection", (socket) => {
    // In place of graphql-ws's own, which prints the stack of what any client can cause, such as a frame that is too
    // long, and would let a second error end the process. ws has closed the connection with the right code already.
    socket.removeAllListeners("error");
    socket.on("error", (error) => log.info({ reason: error.message }, "A WebSocket was closed for an error"));
  });

  function prepare(payload: SubscribePayload, client: Client): ExecutionArgs | readonly GraphQLError[] {
    const { query, operationName, variables } = payload;
    const document = read(query);
    if (document.errors) return document.errors;
    if (!getOperationAST(document.document, operationName)) {
      const message = operationName ? `There is no operation ${operationName}` : "The operation must be named";
      return [refusal(message, "OPERATION_RESOLUTION_FAILURE")];
    }
    const operation: ClientOperation = { ...document, operationName, variables };
    return {
      schema: graph.apiSchema,
      document: document.document,
      operationName,
      contextValue: { operation, client } satisfies Prepared,
    };
  }

  return async () => {
    const impatience = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, goodbyeMilliseconds);
    try {
      await server.dispose();
    } finally {
      clearTimeout(impatience);
    }
  };
}

function refusal(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** Browsers cannot set headers on a WebSocket, so parameters come first; other clients may send the header. */
function authorizationOf(
  parameters: Readonly<Record<string, unknown>> | undefined,
  header: string | undefined,
): string | undefined {
  const given = parameters?.authorization ?? parameters?.Authorization;
  if (given === undefined || given === null) return header;
  // Something else than a text proves nothing either: it must not make a guest of who takes itself for signed in.
  return typeof given === "string" ? given : "malformed";
}
