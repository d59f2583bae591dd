import { counter, Distribution, gauge, histogram, secondsBounds } from "@angidi/telemetry";
import type { BreakerState } from "./circuitBreaker.ts";

/** What came of a call of a subgraph, its retries included. `errors` is an answer with GraphQL errors in it. */
export const callOutcomes = ["ok", "errors", "timeout", "refused", "aborted", "unavailable"] as const;
export type CallOutcome = (typeof callOutcomes)[number];

const breakerValues = { closed: 0, "half-open": 1, open: 2 } as const satisfies Record<BreakerState, number>;

const durations = histogram({
  name: "angidi_gateway_subgraph_call_seconds",
  help: "Seconds that calls of a subgraph took, by outcome",
  labels: ["subgraph", "outcome"],
  bounds: secondsBounds,
});
const inFlight = gauge({
  name: "angidi_gateway_subgraph_calls_in_flight",
  help: "Calls of a subgraph under way",
  labels: ["subgraph"],
});
const breakers = gauge({
  name: "angidi_gateway_subgraph_breaker_state",
  help: "The circuit breaker of a subgraph: 0 closed, 1 half-open, 2 open",
  labels: ["subgraph"],
});
const retried = counter({
  name: "angidi_gateway_subgraph_retries_total",
  help: "Queries sent again to a subgraph that gave no answer",
  labels: ["subgraph"],
});
const shared = counter({
  name: "angidi_gateway_subgraph_shared_reads_total",
  help: "Queries to a subgraph spared, as the same one was under way",
  labels: ["subgraph"],
});

/** The calls of one subgraph as they are counted: additions alone, put together when somebody reads the metrics. */
export class CallMeter {
  readonly #labels: { readonly subgraph: string };
  readonly #durations = new Map(callOutcomes.map((outcome) => [outcome, new Distribution(secondsBounds)]));
  inFlight = 0;
  breaker: BreakerState = "closed";

  constructor(subgraph: string) {
    this.#labels = { subgraph };
  }

  finished(outcome: CallOutcome, milliseconds: number): void {
    this.#durations.get(outcome)!.add(milliseconds / 1_000);
  }

  retried(): void {
    retried.add(this.#labels);
  }

  shared(): void {
    shared.add(this.#labels);
  }

  /** Shows this meter to whoever reads the metrics, until that is taken back with the function given. */
  publish(): () => void {
    const { subgraph } = this.#labels;
    const published = [
      ...[...this.#durations].map(([outcome, values]) => durations.show({ subgraph, outcome }, values)),
      inFlight.measure(async () => [{ labels: { subgraph }, value: this.inFlight }]),
      breakers.measure(async () => [{ labels: { subgraph }, value: breakerValues[this.breaker] }]),
    ];
    return () => {
      for (const takeBack of published) takeBack();
    };
  }
}
