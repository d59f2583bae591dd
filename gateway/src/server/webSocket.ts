import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import { type ExecutionArgs, type ExecutionResult, GraphQLSchema, parse } from "graphql";
import { CloseCode, type SubscribePayload } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import type { Logger } from "pino";
import { type WebSocket, WebSocketServer } from "ws";
import type { Caller } from "../pipeline/caller.ts";
import type { Incoming, IncomingHeaders } from "../pipeline/exchange.ts";
import { longestTimer } from "../pipeline/longestTimer.ts";
import type { Answer, Pipeline } from "../pipeline/pipeline.ts";
import { Refusal, refusal } from "../pipeline/refusal.ts";
import type { Authenticate } from "../plugins/authentication.ts";
import type { Limits } from "../plugins/limits.ts";
import { graphPath } from "./graphEndpoint.ts";

/** What is kept with a connection from its beginning on. */
interface Connection extends Record<PropertyKey, unknown> {
  readonly request: IncomingMessage;
  readonly socket: WebSocket;
  caller: Caller;
  closed: AbortController;
  headers: IncomingHeaders;
  variant: string | undefined;
}

const initWaitMilliseconds = 5_000;
/** How long clients have to answer the closing of their connection at the end. */
const goodbyeMilliseconds = 2_000;
/** graphql-ws wants a schema and a document with an operation; ours are behind the pipeline. */
const stub = { schema: new GraphQLSchema({}), document: parse("{ __typename }") };

/**
 * The graph over WebSocket by the graphql-transport-ws protocol: subscriptions, and queries and mutations as well.
 * Credentials come in `connectionParams` under the names of their headers; bad ones close the connection with 4403
 * (Forbidden). Gives a function that tells all clients that the server is going away (1001) and waits until they have
 * gone.
 */
export function addWebSocket(
  app: FastifyInstance,
  pipeline: Pipeline,
  options: {
    readonly authenticate: Authenticate;
    readonly hasVariant: (name: string) => boolean;
    readonly limits: Limits;
    readonly log: Logger;
  },
): () => Promise<void> {
  const { authenticate, limits, log } = options;
  const isServed = (variant: string | undefined) => variant === "" || (variant && options.hasVariant(variant));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.bodyBytes });
  app.server.on("upgrade", (request, socket, head) => {
    // From here on nobody else listens: a client that resets the connection must not end the process.
    socket.on("error", () => {});
    if (!isServed(variantOf(request))) return socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
    sockets.handleUpgrade(request, socket, head, (connected) => sockets.emit("connection", connected, request));
  });

  const server = useServer<Record<string, unknown>, Connection>(
    {
      connectionInitWaitTimeout: initWaitMilliseconds,

      async onConnect({ connectionParams, extra }) {
        try {
          extra.headers = { ...extra.request.headers, ...headersIn(connectionParams) };
          extra.caller = await authenticate(extra.headers);
          extra.closed = new AbortController();
          closeWhenExpired(extra as Connection);
          extra.variant = variantOf(extra.request) || undefined;
          return true;
        } catch (error) {
          if (!(error instanceof Refusal)) log.error({ err: error }, "A connection cannot be authenticated");
          return false;
        }
      },

      onClose({ extra }) {
        extra.closed?.abort(new Error("The client has gone"));
      },

      async onSubscribe({ extra, subscriptions }, _id, payload): Promise<ExecutionArgs | Refusal["errors"]> {
        if (Object.keys(subscriptions).length > limits.subscriptions) {
          const message = `At most ${limits.subscriptions} operations may run on one connection`;
          return refusal(message, { code: "BAD_REQUEST" }).errors;
        }
        const answer = await pipeline.run(incomingOf(extra as Connection, payload), { events: true });
        // A request that is refused has no data and ends with an `error` message; anything else is sent by `next`.
        if (answer.kind === "single" && !("data" in answer.result)) return answer.result.errors ?? [];
        return { ...stub, contextValue: answer };
      },

      execute: ({ contextValue }: ExecutionArgs) => resultsOf(contextValue as Answer),

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

/**
 * Ends the connection when the credential that opened it runs out: by 4403 (Forbidden), after which clients connect
 * anew with a fresh one.
 */
function closeWhenExpired({ caller, closed, socket }: Connection): void {
  if (caller.expiresAt === undefined) return;
  const left = Math.min(Math.max(caller.expiresAt - Date.now(), 0), longestTimer);
  const timer = setTimeout(() => socket.close(CloseCode.Forbidden, "The access token has run out"), left).unref();
  closed.signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
}

function resultsOf(answer: Answer): ExecutionResult | AsyncGenerator<ExecutionResult, void> {
  return answer.kind === "single" ? answer.result : answer.results;
}

function incomingOf({ caller, closed, headers, variant, request }: Connection, payload: SubscribePayload): Incoming {
  return {
    protocol: "websocket",
    method: "POST",
    requestId: randomUUID(),
    headers,
    remoteAddress: request.socket.remoteAddress ?? "",
    parameters: payload,
    variant,
    caller,
    whenGone(callback) {
      closed.signal.addEventListener("abort", callback, { once: true });
      return () => closed.signal.removeEventListener("abort", callback);
    },
  };
}

/**
 * Browsers cannot set headers on a WebSocket, so parameters stand for them. One that is no text becomes a text that
 * proves nothing: it must not make a guest of who takes itself for signed in.
 */
function headersIn(parameters: Readonly<Record<string, unknown>> | undefined): IncomingHeaders {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters ?? {})) {
    if (value === undefined || value === null) continue;
    headers[name.toLowerCase()] = typeof value === "string" ? value : "malformed";
  }
  return headers;
}

/** The variant that the address names, "" for none of them; undefined for an address that is not the graph's. */
function variantOf({ url }: IncomingMessage): string | undefined {
  const path = url?.split("?")[0]?.replace(/\/$/, "");
  if (path === graphPath) return "";
  return path?.startsWith(`${graphPath}/`) ? path.slice(graphPath.length + 1) : undefined;
}
