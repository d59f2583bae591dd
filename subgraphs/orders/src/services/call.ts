import type { CallOptions } from "@angidi/service-client";
import { type Caller, endUserOf } from "@angidi/subgraph";

/** In the course of what a saga or a use case calls other services. */
export interface Call {
  /** Whose request it is; a guest's when a job goes on without one. */
  readonly caller: Caller;
  readonly requestId?: string;
  /** Aborted when the request has to answer. */
  readonly signal: AbortSignal;
}

/**
 * All that orders asks of others it may ask again: every mutation is keyed by the order (or its parcel, or its refund)
 * and answers a repeat as it did the first time.
 */
export function repeatable({ caller, requestId, signal }: Call): CallOptions {
  return { caller: endUserOf(caller), requestId, signal, idempotent: true };
}
