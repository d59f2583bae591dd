import { counter, gauge, type Sample } from "@angidi/telemetry";
import type { BreakerState } from "./circuitBreaker.ts";

/** What came of a call of a subgraph, its retries included. `errors` is an answer with GraphQL errors in it. */
export const callOutcomes = ["ok", "errors", "timeout", "refused", "aborted", "unavailable"] as const;
export type CallOutcome = (typeof callOutcomes)[number];

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const breakerValues = { closed: 0, "half-open": 1, open: 2 } as const satisfies Record<BreakerState, number>;

// The three series of a histogram, so that histogram_quantile reads them.
const durationBuckets = gauge({
  name: "angidi_gateway_subgraph_call_seconds_bucket",
  help: "Calls of a subgraph that took so many seconds at most, by outcome",
  labels: ["subgraph", "outcome", "le"],
});
const durationSums = gauge({
  name: "angidi_gateway_subgraph_call_seconds_sum",
  help: "Seconds that calls of a subgraph took, by outcome",
  labels: ["subgraph", "outcome"],
});
const durationCounts = gauge({
  name: "angidi_gateway_subgraph_call_seconds_count",
  help: "Calls of a subgraph, by outcome",
  labels: ["subgraph", "outcome"],
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
  readonly #durations = new Map<CallOutcome, Durations>(callOutcomes.map((outcome) => [outcome, new Durations()]));
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
    const each =
      <Label extends string>(sample: (outcome: CallOutcome, durations: Durations) => Sample<Label>[]) =>
      async () =>
        [...this.#durations].flatMap(([outcome, durations]) => (durations.count ? sample(outcome, durations) : []));
    const published = [
      durationBuckets.measure(
        each((outcome, durations) =>
          durations.cumulated().map(([le, value]) => ({ labels: { subgraph, outcome, le }, value })),
        ),
      ),
      durationSums.measure(each((outcome, { sum }) => [{ labels: { subgraph, outcome }, value: sum }])),
      durationCounts.measure(each((outcome, { count }) => [{ labels: { subgraph, outcome }, value: count }])),
      inFlight.measure(async () => [{ labels: { subgraph }, value: this.inFlight }]),
      breakers.measure(async () => [{ labels: { subgraph }, value: breakerValues[this.breaker] }]),
    ];
    return () => {
      for (const takeBack of published) takeBack();
    };
  }
}

class Durations {
  /** By the first bound that is not below; the last is for what is above all of them. */
  readonly #counts = new Array<number>(bounds.length + 1).fill(0);
  count = 0;
  sum = 0;

  add(seconds: number): void {
    let index = 0;
    while (index < bounds.length && seconds > bounds[index]!) index++;
    this.#counts[index]! += 1;
    this.count += 1;
    this.sum += seconds;
  }

  /** Prometheus' buckets: each bound with how many were not above it. */
  cumulated(): [le: string, count: number][] {
    let total = 0;
    return this.#counts.map((count, index) => {
      total += count;
      return [index < bounds.length ? String(bounds[index]) : "+Inf", total];
    });
  }
}
