import type { ExecutionResult } from "graphql";

/** One GraphQL request to a subgraph, from the gateway or from another service. */
export interface SubgraphRequest {
  readonly query: string;
  /** Only queries may be sent again, and shared by several who ask alike. */
  readonly kind?: "query" | "mutation" | "subscription";
  /** Nothing selected depends on who asks: the caller may be left out of the key under which the answer is shared. */
  readonly isPublic?: boolean;
  /**
   * The JSON text of query, operation name and variables, for transports that send text. Made when it is first read, as
   * `variables` may be, so whoever passes a request on in another shape copies neither before it is needed.
   */
  readonly body?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** Lower-case names; the signed identity is among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ends the call: the caller's deadline, or the caller gone. */
  readonly signal: AbortSignal;
  /**
   * Has one `end` called as the signal would; gives a function that takes it back. For transports that are called often:
   * a signal of a call's own, with a listener, takes as long as the rest of it.
   */
  readonly whenEnded?: (end: (reason: unknown) => void) => () => void;
  /** The same text for callers whom every subgraph answers alike; the signed identity differs with each request. */
  readonly callerKey?: string;
}

/**
 * The way to a subgraph, in process or over HTTP. Both behave alike: `execute` answers whatever the subgraph answers
 * and rejects only when no answer came (aborted, unreachable); the answer is the caller's own, to be changed at will.
 * `subscribe` yields results in order until either side ends it, and a refusal is the only result, with errors alone.
 */
export interface SubgraphTransport {
  /** Whether the subgraph is in this process: there are no bytes on the wire to be spared. */
  readonly isLocal?: boolean;
  execute(request: SubgraphRequest): Promise<ExecutionResult>;
  subscribe(request: SubgraphRequest): Promise<AsyncIterable<ExecutionResult>>;
}
