import { IDENTITY_HEADER, REQUEST_ID_HEADER, type SubgraphRequest } from "@angidi/subgraph";
import { type ExecutionResult, GraphQLError } from "graphql";
import type { Client } from "graphql-ws";

/**
 * Subscribes over a connection. One connection carries the operations of many users, so what is said of each goes with
 * its operation: the signed identity, the request's id and the trace, as `extensions`.
 */
export function streamOf(client: Client, request: SubgraphRequest): AsyncIterable<ExecutionResult> {
  const { traceparent, [REQUEST_ID_HEADER]: requestId } = request.headers;
  const source = client.iterate<Record<string, unknown>>({
    query: request.query,
    variables: request.variables as Record<string, unknown> | undefined,
    operationName: request.operationName,
    extensions: {
      identity: request.headers[IDENTITY_HEADER],
      ...(requestId ? { requestId } : {}),
      ...(traceparent ? { traceparent } : {}),
    },
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
