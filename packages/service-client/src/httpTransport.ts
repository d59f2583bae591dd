import { IDENTITY_HEADER, type SubgraphRequest, type SubgraphTransport } from "@angidi/subgraph";
import { type ExecutionResult, GraphQLError } from "graphql";
import { type Client, createClient } from "graphql-ws";
import { Pool } from "undici";
import { WebSocket } from "ws";

/** Calls a subgraph over HTTP/1.1 (undici: kept-alive connections) and subscribes by graphql-transport-ws. */
export function httpTransport({
  url,
  connections = 64,
}: {
  /** The subgraph's `/graphql`. */
  readonly url: string;
  /** The most connections to it at a time; further calls wait. */
  readonly connections?: number;
}): SubgraphTransport & { close(): Promise<void> } {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, keepAliveTimeout: 4_000 });
  let socket: Client | undefined;

  return {
    async execute({ query, variables, operationName, headers, signal }) {
      const { statusCode, body } = await pool.request({
        path: pathname,
        method: "POST",
        headers: { ...headers, "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({ query, variables, operationName }),
        signal,
      });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`The subgraph answered with status ${statusCode}`);
      return JSON.parse(text) as ExecutionResult;
    },

    async subscribe(request) {
      request.signal.throwIfAborted();
      socket ??= createClient({
        url: url.replace(/^http/, "ws"),
        webSocketImpl: WebSocket,
        lazy: true,
        // Whoever reads the stream knows where it stood and asks again; a silent retry would lose events.
        retryAttempts: 0,
        onNonLazyError: () => {},
      });
      return streamOf(socket, request);
    },

    async close() {
      await socket?.dispose();
      await pool.close();
    },
  };
}

function streamOf(client: Client, request: SubgraphRequest): AsyncIterable<ExecutionResult> {
  const source = client.iterate<Record<string, unknown>>({
    query: request.query,
    variables: request.variables as Record<string, unknown> | undefined,
    operationName: request.operationName,
    extensions: { identity: request.headers[IDENTITY_HEADER] },
  });
  const end = () => void source.return?.();
  request.signal.addEventListener("abort", end, { once: true });

  return (async function* () {
    try {
      for await (const result of source) yield result as ExecutionResult;
    } catch (error) {
      // A refusal comes as a list of GraphQL errors; anything else is a connection that broke.
      if (!Array.isArray(error)) throw error;
      yield { errors: error.map(({ message, ...rest }) => new GraphQLError(message, rest)) };
    } finally {
      request.signal.removeEventListener("abort", end);
    }
  })();
}
