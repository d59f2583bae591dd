import type { SubgraphRequest, SubgraphTransport } from "@angidi/subgraph";
import type { ExecutionResult } from "graphql";
import { type Client, createClient } from "graphql-ws";
import { Pool } from "undici";
import { WebSocket } from "ws";
import { type Answer, post } from "./post.ts";
import { streamOf } from "./stream.ts";

export interface HttpTransportOptions {
  /** Where the subgraph serves GraphQL; user and password in it are sent as basic authentication. */
  readonly url: string;
  /** The most connections to it at a time; further calls wait. */
  readonly connections?: number;
  /** The longest answer that is read. */
  readonly maxBytes?: number;
  /**
   * What a subgraph wants to know when it is connected to for subscriptions, made of the headers of the request: it sees
   * no others. Subscriptions with the same share a connection. Without it all share one, and nothing is told.
   */
  readonly connectionParameters?: (headers: SubgraphRequest["headers"]) => Readonly<Record<string, unknown>>;
}

const defaultMaxBytes = 64 * 1024 * 1024;

/**
 * Calls a subgraph over HTTP/1.1 (undici: kept-alive connections) and subscribes by graphql-transport-ws. How long a
 * call may take is for its signal to say.
 */
export function httpTransport({
  url,
  connections = 64,
  maxBytes = defaultMaxBytes,
  connectionParameters,
}: HttpTransportOptions): SubgraphTransport & { close(): Promise<void> } {
  const { origin, pathname, search, username, password } = new URL(url);
  const path = `${pathname}${search}`;
  const fixed = { "content-type": "application/json", accept, ...authorization(username, password) };
  const pool = new Pool(origin, { connections, keepAliveTimeout: 4_000, headersTimeout: 0, bodyTimeout: 0 });
  const sockets = new Map<string, Client>();

  /** The connection for subscriptions with these parameters; it closes by itself when the last of them has ended. */
  function socketFor(headers: SubgraphRequest["headers"]): Client {
    const connectionParams = connectionParameters?.(headers);
    const key = JSON.stringify(connectionParams) ?? "";
    const known = sockets.get(key);
    if (known) return known;
    const socket = connect(webSocketUrl(url), fixed.authorization, connectionParams, () => sockets.delete(key));
    sockets.set(key, socket);
    return socket;
  }

  return {
    async execute(request) {
      // Who can tell in another way has not made a signal that could be aborted already.
      if (!request.whenEnded) request.signal.throwIfAborted();
      const headers = { ...request.headers, ...fixed };
      return resultOf(await post(pool, { path, headers, body: bodyOf(request), request, maxBytes }));
    },

    async subscribe(request) {
      request.signal.throwIfAborted();
      return streamOf(socketFor(request.headers), request);
    },

    async close() {
      await Promise.all([...sockets.values()].map((socket) => socket.dispose()));
      await pool.close();
    },
  };
}

/** Who has the text of a request makes its values only when they are asked for. */
function bodyOf(request: SubgraphRequest): string {
  const { body } = request;
  if (body !== undefined) return body;
  const { query, variables, operationName } = request;
  return JSON.stringify({ query, variables, operationName });
}

const accept = "application/graphql-response+json, application/json;q=0.9";

function authorization(user: string, password: string): { readonly authorization?: string } {
  if (user === "" && password === "") return {};
  const credentials = `${decodeURIComponent(user)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
}

/** An answer of any status counts when it is a GraphQL result: many servers tell errors by 4xx and 5xx. */
function resultOf({ status, text }: Answer): ExecutionResult {
  if (status === 200) return JSON.parse(text) as ExecutionResult;
  const result = parsed(text);
  if (typeof result === "object" && result !== null && isResult(result)) return result;
  // Whoever may try again goes by the status.
  throw Object.assign(new Error(`The subgraph answered with status ${status}`), { statusCode: status });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isResult(value: object): value is ExecutionResult {
  if ("errors" in value) return Array.isArray(value.errors) && value.errors.length > 0;
  return "data" in value && typeof value.data === "object" && value.data !== null;
}

function webSocketUrl(url: string): string {
  const address = new URL(url.replace(/^http/, "ws"));
  address.username = "";
  address.password = "";
  return address.href;
}

function connect(
  url: string,
  authorization: string | undefined,
  connectionParams: Readonly<Record<string, unknown>> | undefined,
  onClosed: () => void,
): Client {
  class Authorized extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, authorization ? { headers: { authorization } } : {});
    }
  }
  return createClient({
    url,
    connectionParams,
    webSocketImpl: Authorized,
    lazy: true,
    // Whoever reads the stream knows where it stood and asks again; a silent retry would lose events.
    retryAttempts: 0,
    onNonLazyError: () => {},
    on: { closed: onClosed },
  });
}
