import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Breaker, type BreakerState, circuitBreaker } from "../../src/transports/circuitBreaker.ts";
import { CircuitOpen, SubgraphOverloaded } from "../../src/transports/errors.ts";
import { retries } from "../../src/transports/retries.ts";
import { manualClock } from "./kit/clock.ts";
import { query, settled, silentSubgraph } from "./kit/subgraph.ts";

const settings = { share: 0.5, fewestCalls: 4, windowMilliseconds: 1_000, openMilliseconds: 500 };

function world() {
  const clock = manualClock();
  const { transport, calls } = silentSubgraph();
  const states: BreakerState[] = [];
  const guarded = circuitBreaker(transport, settings, {
    subgraph: "stock",
    clock,
    onState: (state) => states.push(state),
  });
  const call = async (outcome: "answer" | "fail", request = query()) => {
    const answer = guarded.execute(request);
    calls.at(-1)![outcome]();
    await answer.catch(() => {});
  };
  const open = async () => {
    for (let count = 0; count < 4; count++) await call("fail");
  };
  return { clock, calls, states, guarded, call, open };
}

describe("a circuit breaker", () => {
  test("opens when half of enough calls fail, and then rejects without a call", async () => {
    const { guarded, calls, call, states } = world();
    await call("answer");
    await call("fail");
    await call("answer");
    expect(states).toEqual([]);
    await call("fail");
    expect(states).toEqual(["open"]);
    await expect(guarded.execute(query())).rejects.toThrow(CircuitOpen);
    await expect(guarded.execute(query())).rejects.toMatchObject({ code: "SUBGRAPH_CIRCUIT_OPEN" });
    await expect(guarded.subscribe(query({ kind: "subscription" }))).rejects.toThrow(CircuitOpen);
    expect(calls).toHaveLength(4);
  });

  test("stays closed while there are too few calls, or the failures are too long ago", async () => {
    const { call, states, clock } = world();
    for (let count = 0; count < 3; count++) await call("fail");
    clock.pass(1_200);
    await call("fail");
    expect(states).toEqual([]);
  });

  test("lets one call through after a while, and closes when that is answered", async () => {
    const { guarded, calls, open, states, clock } = world();
    await open();
    clock.pass(500);
    const probe = guarded.execute(query());
    await expect(guarded.execute(query())).rejects.toThrow(CircuitOpen);
    calls.at(-1)!.answer({ errors: [] });
    await probe;
    expect(states).toEqual(["open", "half-open", "closed"]);
    const next = guarded.execute(query());
    calls.at(-1)!.answer();
    await next;
  });

  test("opens again when that one call fails", async () => {
    const { guarded, call, open, states, clock } = world();
    await open();
    clock.pass(500);
    await call("fail");
    expect(states).toEqual(["open", "half-open", "open"]);
    clock.pass(499);
    await expect(guarded.execute(query())).rejects.toThrow(CircuitOpen);
    clock.pass(1);
    await call("answer");
    expect(states.at(-1)).toBe("closed");
  });

  test("gives the chance to the next call when the one let through is given up", async () => {
    const { guarded, calls, call, open, states, clock } = world();
    await open();
    clock.pass(500);
    const caller = new AbortController();
    const probe = guarded.execute(query({ signal: caller.signal }));
    caller.abort();
    calls.at(-1)!.fail();
    await expect(probe).rejects.toThrow();
    await call("answer");
    expect(states).toEqual(["open", "half-open", "closed"]);
  });

  test("does not count callers who have gone, nor what we held back ourselves", async () => {
    const { guarded, calls, call, states } = world();
    for (let count = 0; count < 10; count++) {
      const answer = guarded.execute(query());
      calls.at(-1)!.fail(new SubgraphOverloaded("stock"));
      await answer.catch(() => {});
      await call("fail", query({ signal: AbortSignal.abort() }));
    }
    expect(states).toEqual([]);
  });

  test("counts a call once, however often it was tried", async () => {
    const clock = manualClock();
    const { transport, calls } = silentSubgraph();
    const states: BreakerState[] = [];
    const retrying = retries(
      transport,
      { most: 2, firstWaitMilliseconds: 1, longestWaitMilliseconds: 1, share: 1 },
      { clock, onRetry: () => {} },
    );
    const guarded = circuitBreaker(retrying, settings, { subgraph: "stock", clock, onState: (s) => states.push(s) });
    for (let count = 1; count <= 4; count++) {
      expect(states).toEqual([]);
      const answer = guarded.execute(query()).catch(() => {});
      for (let attempt = 0; attempt < 3; attempt++) {
        calls.at(-1)!.fail();
        await settled();
        clock.pass(1);
        await settled();
      }
      await answer;
      expect(calls).toHaveLength(count * 3);
    }
    expect(states).toEqual(["open"]);
  });
});

/** The breaker as one would write it without a thought of cost: every outcome kept with its time. */
class Model {
  state: BreakerState = "closed";
  round = 0;
  outcomes: { at: number; failed: boolean }[] = [];
  openedAt = 0;
  probing = false;
  turn(state: BreakerState, now: number) {
    Object.assign(this, { state, round: this.round + 1, outcomes: [], probing: false, openedAt: now });
  }
  admits(now: number): boolean {
    if (this.state === "closed") return true;
    if (this.state === "open" && now - this.openedAt >= 500) this.turn("half-open", now);
    if (this.state === "open" || this.probing) return false;
    this.probing = true;
    return true;
  }
  ended(round: number, outcome: "succeeded" | "failed" | "leftOpen", now: number) {
    if (round !== this.round) return;
    if (outcome === "leftOpen") this.probing = false;
    else if (this.state === "half-open") this.turn(outcome === "failed" ? "open" : "closed", now);
    else {
      this.outcomes.push({ at: now, failed: outcome === "failed" });
      // Slices of a hundred milliseconds: this one and the nine before it.
      const known = this.outcomes.filter(({ at }) => Math.floor(at / 100) > Math.floor(now / 100) - 10);
      const failures = known.filter(({ failed }) => failed).length;
      if (outcome === "failed" && known.length >= 4 && failures / known.length >= 0.5) this.turn("open", now);
    }
  }
}

test("whatever happens in whatever order, a breaker does what its model does", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("call" as const) }),
    fc.record({ kind: fc.constant("pass" as const), milliseconds: fc.integer({ min: 1, max: 700 }) }),
    fc.record({
      kind: fc.constant("end" as const),
      which: fc.nat(20),
      outcome: fc.constantFrom("succeeded" as const, "failed" as const, "failed" as const, "leftOpen" as const),
    }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const clock = manualClock();
      const model = new Model();
      let state: BreakerState = "closed";
      const breaker = new Breaker(settings, clock, (next) => {
        state = next;
      });
      const underWay: { ticket: number; round: number }[] = [];
      for (const one of steps) {
        if (one.kind === "pass") clock.pass(one.milliseconds);
        else if (one.kind === "call") {
          const admitted = model.admits(clock.now());
          const ticket = breaker.admit();
          expect(ticket !== undefined).toBe(admitted);
          if (ticket !== undefined) underWay.push({ ticket, round: model.round });
        } else {
          const [ended] = underWay.splice(one.which % Math.max(1, underWay.length), 1);
          if (!ended) continue;
          breaker[one.outcome](ended.ticket);
          model.ended(ended.round, one.outcome, clock.now());
        }
        expect(state).toBe(model.state);
      }
    }),
    { numRuns: 500 },
  );
});
