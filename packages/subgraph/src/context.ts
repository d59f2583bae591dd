import type { Caller } from "./identity/caller.ts";

/** What every resolver of a subgraph gets: the subgraph's ports, who calls, and loaders that live for one request. */
export interface Context<Ports = unknown, Loaders = unknown> {
  readonly ports: Ports;
  readonly caller: Caller;
  readonly requestId: string;
  /** Aborted at the caller's deadline or when the caller has gone. */
  readonly signal: AbortSignal;
  readonly loaders: Loaders;
}
