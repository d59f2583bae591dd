import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from "graphql-ws";
import type { Logger } from "pino";
import { WebSocketServer } from "ws";
import type { IncomingHeaders } from "../pipeline/exchange.ts";
import type { Limits } from "../pipeline/limits.ts";
import type { Pipeline } from "../pipeline/pipeline.ts";
import type { Authenticate } from "../plugins/authentication.ts";
import type { SubscriptionsSettings } from "../settings/subscriptions.ts";
import { isAllowedOrigin } from "./cors.ts";
import { remoteAddressBy } from "./forwardedFor.ts";
import { graphPath } from "./graphEndpoint.ts";
import { GraphSocket, type Opened, type SocketHost } from "./graphSocket.ts";

/**
 * The graph over WebSocket by the graphql-transport-ws protocol: subscriptions, and queries and mutations as well.
 * Credentials come in `connectionParams` under the names of their headers; bad ones close the connection with 4403
 * (Forbidden). A browser's page may only connect if it might call the graph over HTTP too. Gives a function that takes
 * no more connections and ends those there are (1001), which resolves when all clients have gone.
 */
export function addWebSocket(
  app: FastifyInstance,
  pipeline: Pipeline,
  options: {
    readonly authenticate: Authenticate;
    readonly hasVariant: (name: string) => boolean;
    readonly limits: Limits;
    readonly settings: SubscriptionsSettings;
    /** Of web pages that may connect, besides the gateway's own. */
    readonly origins: readonly string[];
    readonly trustedProxies: readonly string[];
    readonly log: Logger;
  },
): () => Promise<void> {
  const { authenticate, limits, settings, log } = options;
  const remoteAddressOf = remoteAddressBy(options.trustedProxies);
  const sockets = new Set<GraphSocket>();
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.bodyBytes,
    perMessageDeflate: false,
    handleProtocols: chosenOf,
  });
  let isLeaving = false;

  /** The status that a connection is refused by; undefined for one that may be opened. */
  function refusedBy(request: IncomingMessage, variant: string | undefined): string | undefined {
    if (isLeaving || sockets.size >= settings.connections) return "503 Service Unavailable";
    if (variant === undefined || (variant !== "" && !options.hasVariant(variant))) return "404 Not Found";
    const { origin, host } = request.headers;
    // A browser lets any page open a WebSocket anywhere, so it is for the server to look where the page comes from.
    const isWelcome = origin === undefined || isAllowedOrigin(options.origins, origin) || hostOf(origin) === host;
    return isWelcome ? undefined : "403 Forbidden";
  }

  app.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // From here on nobody else listens: a client that resets the connection must not end the process.
    socket.on("error", () => {});
    const variant = variantOf(request);
    const refused = refusedBy(request, variant);
    if (refused) return socket.end(`HTTP/1.1 ${refused}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    const opened: Opened = {
      headers: request.headers,
      remoteAddress: remoteAddressOf(request),
      variant: variant || undefined,
    };
    server.handleUpgrade(request, socket, head, (connected) => {
      // ws has closed the connection with the right code already, such as 1009 for a message that is too long.
      connected.on("error", (error) => log.info({ reason: error.message }, "A WebSocket was closed for an error"));
      if (connected.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
        return connected.close(CloseCode.SubprotocolNotAcceptable, "Subprotocol not acceptable");
      }
      const graphSocket = new GraphSocket(connected, opened, host);
      sockets.add(graphSocket);
      connected.once("close", () => sockets.delete(graphSocket));
    });
  });

  const host: SocketHost = {
    async connect(opened, parameters) {
      const { remoteAddress, variant } = opened;
      const headers = withParameters(opened.headers, parameters);
      return { headers, remoteAddress, variant, caller: await authenticate(headers) };
    },
    run: ({ caller, headers, remoteAddress, variant }, parameters, whenGone) =>
      pipeline.run(
        {
          protocol: "websocket",
          method: "POST",
          requestId: randomUUID(),
          headers,
          remoteAddress,
          parameters,
          variant,
          caller,
          whenGone,
        },
        { events: true },
      ),
    failed: (error) => log.error({ err: error }, "A WebSocket failed"),
    initMilliseconds: settings.initSeconds * 1_000,
    operations: limits.subscriptions,
    bufferedBytes: settings.bufferedBytes,
  };

  // One for all of them: a timer for each would be most of what an idle connection costs.
  const pulse = setInterval(() => {
    for (const socket of sockets) socket.beat();
  }, settings.pingSeconds * 1_000).unref();

  return async () => {
    isLeaving = true;
    clearInterval(pulse);
    await Promise.all([...sockets].map((socket) => socket.leave(settings.drainSeconds * 1_000)));
  };
}

/**
 * Ours, if it is offered. Another is taken only to be closed with the code that says why: were none taken, clients would
 * give up before they hear it.
 */
function chosenOf(offered: ReadonlySet<string>): string | false {
  if (offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL)) return GRAPHQL_TRANSPORT_WS_PROTOCOL;
  return [...offered][0] ?? false;
}

/**
 * Browsers cannot set headers on a WebSocket, so parameters stand for them. One that is no text becomes a text that
 * proves nothing: it must not make a guest of who takes itself for signed in.
 */
function withParameters(given: IncomingHeaders, parameters: Readonly<Record<string, unknown>>): IncomingHeaders {
  const named = Object.entries(parameters);
  if (named.length === 0) return given;
  const headers = { ...given };
  for (const [name, value] of named) {
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

/** Undefined for an opaque origin, `null`, which is nobody's. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
