import type { SubgraphRequest, SubgraphTransport } from "@angidi/subgraph";
import { newSpanId, Trace, type TraceContext, traceparentOf, underSpan } from "@angidi/telemetry";
import type { ExecutionResult } from "graphql";
import { faultIn } from "../pipeline/faults.ts";

type Transports = (subgraph: string) => SubgraphTransport;

/** The ways to subgraphs, with each call noted in the trace as a span of its own, by which the subgraph's are below it. */
export function tracedTransports(transports: Transports, trace: TraceContext | undefined): Transports {
  if (!(trace instanceof Trace)) return transports;
  return (subgraph) => {
    const transport = transports(subgraph);
    return {
      execute: (request) => traced(trace, subgraph, request, (followed) => transport.execute(followed), faultIn),
      // How long it stays open is the client's affair; what is noted is its opening.
      subscribe: (request) =>
        traced(
          trace,
          subgraph,
          request,
          (followed) => transport.subscribe(followed),
          () => undefined,
        ),
    };
  };
}

function traced<Result extends ExecutionResult | AsyncIterable<ExecutionResult>>(
  trace: Trace,
  subgraph: string,
  request: SubgraphRequest,
  call: (request: SubgraphRequest) => Promise<Result>,
  failureOf: (result: Result) => string | undefined,
): Promise<Result> {
  const { traceId, isSampled } = trace;
  const spanId = newSpanId();
  const startedAt = performance.now();
  const end = (failure: string | undefined) =>
    trace.add({
      spanId,
      parentSpanId: trace.spanId,
      name: subgraph,
      kind: "client",
      startedAt,
      endedAt: performance.now(),
      failure,
      attributes: { "angidi.subgraph": subgraph, "graphql.operation.name": request.operationName ?? "" },
    });
  const followed = new Followed(request, traceparentOf({ traceId, spanId, isSampled }));
  return underSpan({ trace, spanId }, () => call(followed)).then(
    (result) => {
      end(failureOf(result));
      return result;
    },
    (error) => {
      end(error instanceof Error ? error.name : "Error");
      throw error;
    },
  );
}

/** A request with a place in a trace. Not a spread: what the request makes when it is asked for may never be needed. */
class Followed implements SubgraphRequest {
  readonly headers: SubgraphRequest["headers"];
  readonly #request: SubgraphRequest;

  constructor(request: SubgraphRequest, traceparent: string) {
    this.headers = { ...request.headers, traceparent };
    this.#request = request;
  }

  get query() {
    return this.#request.query;
  }
  get variables() {
    return this.#request.variables;
  }
  get operationName() {
    return this.#request.operationName;
  }
  get signal() {
    return this.#request.signal;
  }
  get kind() {
    return this.#request.kind;
  }
  get body() {
    return this.#request.body;
  }
  get isPublic() {
    return this.#request.isPublic;
  }
  get callerKey() {
    return this.#request.callerKey;
  }
}
