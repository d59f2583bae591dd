import type { SubgraphTransport } from "@angidi/subgraph";
import type { Logger } from "pino";
import { type ResilienceSettings, resilienceOf } from "../settings/resilience.ts";
import { bulkhead } from "./bulkhead.ts";
import { CallMeter } from "./callMetrics.ts";
import { type BreakerState, circuitBreaker } from "./circuitBreaker.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type FinishedCall, measured } from "./measured.ts";
import { retries } from "./retries.ts";
import { sharing } from "./sharing.ts";
import { timeout } from "./timeout.ts";

export interface ResilientTransportsOptions {
  readonly settings: ResilienceSettings;
  readonly log: Logger;
  /** Headers that say who asks and are signed anew for each request, if not the platform's own. */
  readonly identityHeaders?: readonly string[];
  /** Every call that is over, for traces. */
  readonly onCall?: (call: FinishedCall) => void;
  readonly clock?: Clock;
  /** How many writes are known: a read is not shared with one that began before the last of them. */
  readonly writes?: () => number;
}

export interface ResilientTransports {
  /** The guarded way to a subgraph: always the same one, since its breaker and its bounds remember. */
  of(subgraph: string): SubgraphTransport;
  /** Takes the metrics back. Calls under way go on. */
  close(): void;
}

/** Guards the way to each subgraph, so that one that is slow, down or flooded takes only its own branch with it. */
export function resilientTransports(
  raw: (subgraph: string) => SubgraphTransport,
  { settings, log, identityHeaders, onCall, clock = systemClock, writes }: ResilientTransportsOptions,
): ResilientTransports {
  const guarded = new Map<string, SubgraphTransport>();
  const published: (() => void)[] = [];

  /** From the inside to the outside: each line sees what the lines above make of a call. */
  function guard(subgraph: string): SubgraphTransport {
    const guards = resilienceOf(settings, subgraph);
    const meter = new CallMeter(subgraph);
    published.push(meter.publish());
    const onState = (state: BreakerState) => {
      meter.breaker = state;
      log.warn({ subgraph, state }, "The circuit breaker of a subgraph has changed");
    };

    let transport = raw(subgraph);
    const { isLocal } = transport;
    // Next to the wire: it is one attempt that may take so long, and waiting for a turn is no fault of the subgraph's.
    transport = timeout(transport, guards, { subgraph, clock });
    // Below the retries: each attempt takes a place, and none is held while waiting to try again.
    transport = bulkhead(transport, guards.bulkhead, subgraph);
    if (guards.retries.most > 0)
      transport = retries(transport, guards.retries, { clock, onRetry: () => meter.retried() });
    // Above the retries: a call that failed is one failure, however often it was tried; and an open one saves them all.
    transport = circuitBreaker(transport, guards.circuitBreaker, { subgraph, clock, onState });
    // What requests wait for: the retries, the turns, and also what the breaker refused.
    transport = measured(transport, { subgraph, meter, clock, onCall });
    // Outermost: a read that is spared takes no place, is no call, and tells nothing of the subgraph.
    // In process there is nothing to spare: the key would cost more than the call.
    if (guards.sharing && !isLocal)
      transport = sharing(transport, { identityHeaders, writes, onShared: () => meter.shared() });
    return transport;
  }

  return {
    of(subgraph) {
      let transport = guarded.get(subgraph);
      if (!transport) {
        transport = guard(subgraph);
        guarded.set(subgraph, transport);
      }
      return transport;
    },
    close() {
      for (const takeBack of published.splice(0)) takeBack();
    },
  };
}
