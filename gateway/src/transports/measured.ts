import type { SubgraphRequest, SubgraphTransport } from "@angidi/subgraph";
import type { CallMeter, CallOutcome } from "./callMetrics.ts";
import type { Clock } from "./clock.ts";
import { CircuitOpen, SubgraphOverloaded, SubgraphTimeout } from "./errors.ts";

/** A call of a subgraph that is over, with all its attempts. */
export interface FinishedCall {
  readonly subgraph: string;
  readonly request: SubgraphRequest;
  /** By the clock of the transports: `performance.now()` unless they were given another. */
  readonly startedAt: number;
  readonly milliseconds: number;
  readonly outcome: CallOutcome;
}

/** Counts and times the calls of a subgraph, and tells `onCall` of each. Subscriptions are not calls. */
export function measured(
  transport: SubgraphTransport,
  {
    subgraph,
    meter,
    clock,
    onCall,
  }: {
    readonly subgraph: string;
    readonly meter: CallMeter;
    readonly clock: Clock;
    readonly onCall?: (call: FinishedCall) => void;
  },
): SubgraphTransport {
  function finish(request: SubgraphRequest, startedAt: number, outcome: CallOutcome): void {
    const milliseconds = clock.now() - startedAt;
    meter.inFlight -= 1;
    meter.finished(outcome, milliseconds);
    onCall?.({ subgraph, request, startedAt, milliseconds, outcome });
  }

  return {
    execute(request) {
      const startedAt = clock.now();
      meter.inFlight += 1;
      return transport.execute(request).then(
        (result) => {
          finish(request, startedAt, result?.errors ? "errors" : "ok");
          return result;
        },
        (error) => {
          finish(request, startedAt, outcomeOf(error, request.signal));
          throw error;
        },
      );
    },
    subscribe: (request) => transport.subscribe(request),
  };
}

function outcomeOf(error: unknown, signal: AbortSignal): CallOutcome {
  if (signal.aborted) return "aborted";
  if (error instanceof SubgraphTimeout) return "timeout";
  if (error instanceof CircuitOpen || error instanceof SubgraphOverloaded) return "refused";
  return "unavailable";
}
