import type { ExecutionResult } from "graphql";

/** One GraphQL request to a subgraph, from the gateway or from another service. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** Lower-case names; the signed identity is among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ends the call: the caller's deadline, or the caller gone. */
  readonly signal: AbortSignal;
  /** Only queries may be sent again, and shared by several who ask alike. */
  readonly kind?: "query" | "mutation" | "subscription";
  /** The JSON text of the request, when the caller has it. */
  readonly body?: string;
  /** Nothing selected depends on who asks. */
  readonly isPublic?: boolean;
  /** The same text for callers whom every subgraph answers alike; the signed identity differs with each request. */
  readonly callerKey?: string;
}

/**
 * The way to a subgraph, in process or over HTTP. Both behave alike: `execute` answers whatever the subgraph answers
 * and rejects only when no answer came (aborted, unreachable); `subscribe` yields results in order until either side
 * ends it, and a refusal is the only result, with errors alone.
 */
export interface SubgraphTransport {
  execute(request: SubgraphRequest): Promise<ExecutionResult>;
  subscribe(request: SubgraphRequest): Promise<AsyncIterable<ExecutionResult>>;
}
