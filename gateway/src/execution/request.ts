import type { SubgraphTransport } from "@angidi/subgraph";
import type { Logger } from "pino";
import type { Variables } from "../response/shape.ts";

/** What an operation is executed with. */
export interface OperationRequest {
  /** Coerced, with their defaults. */
  readonly variables: Variables;
  /** Ends every call still under way: the deadline has passed, or nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** What goes to a subgraph with this request: the caller's signed identity, the request's id, the trace. */
  headers(subgraph: string): Readonly<Record<string, string>>;
  /** The same text for callers whom every subgraph answers alike. */
  readonly callerKey: string;
  /** Of the event that is completed: what was read before it may be too old for it. */
  readonly eventKey?: string;
  readonly transports: (name: string) => SubgraphTransport;
}

/** How a subscription is executed: one request to listen, and one of its own for each event. */
export interface SubscriptionRequest extends OperationRequest {
  /** Runs the work on one event with a fresh deadline and a freshly signed identity: streams outlive both. */
  perEvent<Result>(work: (request: OperationRequest) => Promise<Result>): Promise<Result>;
}
