import { serving } from "@angidi/telemetry";
import type { ExecutionResult } from "graphql";
import { internalErrorCode } from "../errors.ts";
import type { SubgraphTransport } from "../transport.ts";

/** The way into a subgraph, with each operation as a span of the trace that it belongs to, where traces are followed. */
export function tracedTransport(subgraph: string, transport: SubgraphTransport): SubgraphTransport {
  return {
    execute: (request) =>
      serving(
        () => ({
          name: request.operationName ?? "operation",
          traceparent: request.headers.traceparent,
          attributes: { "angidi.subgraph": subgraph },
          failureOf,
        }),
        () => transport.execute(request),
      ),
    // It lasts as long as somebody listens, which is no piece of work.
    subscribe: (request) => transport.subscribe(request),
  };
}

function failureOf({ errors }: ExecutionResult): string | undefined {
  return errors?.some(({ extensions }) => extensions?.code === internalErrorCode) ? internalErrorCode : undefined;
}
