import type { SubgraphRequest, SubgraphTransport } from "@angidi/subgraph";
import type { Clock } from "./clock.ts";
import { CircuitOpen, SubgraphOverloaded } from "./errors.ts";
import { RollingCounts } from "./rollingCounts.ts";

export type BreakerState = "closed" | "half-open" | "open";

export interface BreakerSettings {
  /** Of the calls within the window, how many must fail for it to open: 0.5 for half. */
  readonly share: number;
  /** How many calls there must be within the window for the share to mean anything. */
  readonly fewestCalls: number;
  readonly windowMilliseconds: number;
  /** How long the subgraph is left alone, until one call is let through to see. */
  readonly openMilliseconds: number;
}

/**
 * Leaves a subgraph alone that keeps failing: calls reject at once with CircuitOpen. A failure is a call that rejects, and
 * counts once however often it was tried; a caller who has gone, or a call that we held back ourselves, says nothing about
 * the subgraph. GraphQL errors are answers. Subscriptions are refused while it is open, but say nothing either: they are
 * streams, and whether one works shows later.
 */
export function circuitBreaker(
  transport: SubgraphTransport,
  settings: BreakerSettings,
  {
    subgraph,
    clock,
    onState,
  }: { readonly subgraph: string; readonly clock: Clock; readonly onState: (state: BreakerState) => void },
): SubgraphTransport {
  const breaker = new Breaker(settings, clock, onState);
  return {
    execute(request) {
      const round = breaker.admit();
      if (round === undefined) return Promise.reject(new CircuitOpen(subgraph));
      return transport.execute(request).then(
        (result) => {
          breaker.succeeded(round);
          return result;
        },
        (error) => {
          if (saysNothing(error, request)) breaker.leftOpen(round);
          else breaker.failed(round);
          throw error;
        },
      );
    },
    subscribe(request) {
      if (breaker.isRefusing()) return Promise.reject(new CircuitOpen(subgraph));
      return transport.subscribe(request);
    },
  };
}

function saysNothing(error: unknown, { signal }: SubgraphRequest): boolean {
  return signal.aborted || error instanceof SubgraphOverloaded;
}

/**
 * Closed, it counts; open, it refuses until its time is over; half-open, one call decides. Every change of state begins a
 * round, and what comes of calls of earlier rounds is too old to tell anything.
 */
export class Breaker {
  readonly #settings: BreakerSettings;
  readonly #clock: Clock;
  readonly #onState: (state: BreakerState) => void;
  readonly #counts: RollingCounts;
  #state: BreakerState = "closed";
  #round = 0;
  #openedAt = 0;
  #isProbing = false;

  constructor(settings: BreakerSettings, clock: Clock, onState: (state: BreakerState) => void) {
    this.#settings = settings;
    this.#clock = clock;
    this.#onState = onState;
    this.#counts = new RollingCounts(settings.windowMilliseconds, clock);
  }

  /** The round that a call belongs to, to be given back with what came of it; undefined when it must not be made. */
  admit(): number | undefined {
    if (this.#state === "closed") return this.#round;
    if (this.isRefusing()) return undefined;
    if (this.#state === "open") this.#turn("half-open");
    this.#isProbing = true;
    return this.#round;
  }

  isRefusing(): boolean {
    if (this.#state === "open") return this.#clock.now() - this.#openedAt < this.#settings.openMilliseconds;
    return this.#isProbing;
  }

  succeeded(round: number): void {
    if (round !== this.#round) return;
    if (this.#state === "half-open") this.#turn("closed");
    else this.#counts.add(false);
  }

  failed(round: number): void {
    if (round !== this.#round) return;
    if (this.#state === "half-open") {
      this.#turn("open");
      return;
    }
    this.#counts.add(true);
    const { calls, failures } = this.#counts;
    if (calls >= this.#settings.fewestCalls && failures >= calls * this.#settings.share) this.#turn("open");
  }

  /** Nothing came of the call that would tell how the subgraph is; the next one may try. */
  leftOpen(round: number): void {
    if (round === this.#round) this.#isProbing = false;
  }

  #turn(state: BreakerState): void {
    this.#state = state;
    this.#round += 1;
    this.#isProbing = false;
    this.#counts.clear();
    if (state === "open") this.#openedAt = this.#clock.now();
    this.#onState(state);
  }
}
