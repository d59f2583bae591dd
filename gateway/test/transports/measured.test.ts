import { metricsRoute } from "@angidi/telemetry";
import { afterAll, expect, test } from "@jest/globals";
import { CallMeter } from "../../src/transports/callMetrics.ts";
import { CircuitOpen, SubgraphTimeout } from "../../src/transports/errors.ts";
import { type FinishedCall, measured } from "../../src/transports/measured.ts";
import { manualClock } from "./kit/clock.ts";
import { query, silentSubgraph } from "./kit/subgraph.ts";

const takeBack: (() => void)[] = [];
afterAll(() => {
  for (const each of takeBack) each();
});

function world(subgraph: string) {
  const clock = manualClock();
  const { transport, calls } = silentSubgraph();
  const meter = new CallMeter(subgraph);
  takeBack.push(meter.publish());
  const finished: FinishedCall[] = [];
  const watched = measured(transport, { subgraph, meter, clock, onCall: (call) => finished.push(call) });
  return { clock, calls, meter, finished, watched };
}

async function exposed(): Promise<string> {
  return (await metricsRoute({ from: "anywhere" }).handle({ headers: {} })).body;
}

test("each call is told of when it is over: when it began, how long it took, and what came of it", async () => {
  const { watched, calls, clock, finished } = world("told");
  const request = query();
  const startedAt = clock.now();
  const answer = watched.execute(request);
  clock.pass(30);
  expect(finished).toEqual([]);
  calls[0]!.answer();
  await answer;
  expect(finished).toEqual([{ subgraph: "told", request, startedAt, milliseconds: 30, outcome: "ok" }]);
});

test.each([
  ["timeout", new SubgraphTimeout("stock", 1), undefined],
  ["refused", new CircuitOpen("stock"), undefined],
  ["unavailable", new Error("broken"), undefined],
  ["aborted", new Error("broken"), AbortSignal.abort()],
] as const)("the outcome %s is told from the error, which is passed on", async (outcome, error, signal) => {
  const { watched, calls, finished } = world(`outcome ${outcome}`);
  const answer = watched.execute(query(signal && { signal }));
  calls[0]!.fail(error);
  await expect(answer).rejects.toBe(error);
  expect(finished[0]).toMatchObject({ outcome });
});

test("the metrics have how long calls took, by outcome, and what is under way", async () => {
  const { watched, calls, clock, meter } = world("stock");
  const answers = [watched.execute(query()), watched.execute(query()), watched.execute(query())];
  clock.pass(20);
  calls[0]!.answer();
  await answers[0];
  clock.pass(20_000);
  calls[1]!.answer({ errors: [] });
  await answers[1];
  meter.retried();
  meter.shared();
  meter.breaker = "open";

  const text = await exposed();
  for (const line of [
    `angidi_gateway_subgraph_call_seconds_bucket{subgraph="stock",outcome="ok",le="0.01"} 0`,
    `angidi_gateway_subgraph_call_seconds_bucket{subgraph="stock",outcome="ok",le="0.025"} 1`,
    `angidi_gateway_subgraph_call_seconds_bucket{subgraph="stock",outcome="ok",le="+Inf"} 1`,
    `angidi_gateway_subgraph_call_seconds_bucket{subgraph="stock",outcome="errors",le="10"} 0`,
    `angidi_gateway_subgraph_call_seconds_bucket{subgraph="stock",outcome="errors",le="+Inf"} 1`,
    `angidi_gateway_subgraph_call_seconds_sum{subgraph="stock",outcome="ok"} 0.02`,
    `angidi_gateway_subgraph_call_seconds_count{subgraph="stock",outcome="errors"} 1`,
    `angidi_gateway_subgraph_calls_in_flight{subgraph="stock"} 1`,
    `angidi_gateway_subgraph_breaker_state{subgraph="stock"} 2`,
    `angidi_gateway_subgraph_retries_total{subgraph="stock"} 1`,
    `angidi_gateway_subgraph_shared_reads_total{subgraph="stock"} 1`,
  ]) {
    expect(text).toContain(`${line}\n`);
  }
});

test("a meter that is taken back is seen no more", async () => {
  const meter = new CallMeter("forgotten");
  const forget = meter.publish();
  expect(await exposed()).toContain(`{subgraph="forgotten"}`);
  forget();
  expect(await exposed()).not.toContain("forgotten");
});
