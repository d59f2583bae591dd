import type { SubgraphTransport } from "@angidi/subgraph";
import type { Logger } from "pino";
import type { Variables } from "../response/shape.ts";

/** What an operation is executed with. */
export interface OperationRequest {
  /** Coerced, with their defaults. */
  readonly variables: Variables;
  /** Goes to every subgraph: the caller's signed identity, the request's id, the trace. */
  headers(subgraph: string): Readonly<Record<string, string>>;
  /** Ends every call still under way: the deadline has passed, or nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly transports: (name: string) => SubgraphTransport;
  readonly log: Logger;
}
