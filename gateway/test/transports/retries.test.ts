import { expect, test } from "@jest/globals";
import { SubgraphOverloaded, SubgraphTimeout } from "../../src/transports/errors.ts";
import { type RetrySettings, retries } from "../../src/transports/retries.ts";
import { manualClock } from "./kit/clock.ts";
import { query, refusedConnection, settled, silentSubgraph } from "./kit/subgraph.ts";

function world(settings: Partial<RetrySettings> = {}, random = () => 1) {
  const clock = manualClock();
  const { transport, calls } = silentSubgraph();
  const seen = { retries: 0 };
  const retrying = retries(
    transport,
    { most: 2, firstWaitMilliseconds: 50, longestWaitMilliseconds: 80, share: 0.2, ...settings },
    { clock, random, onRetry: () => seen.retries++ },
  );
  return { clock, calls, retrying, seen };
}

test.each([
  ["a refused connection", refusedConnection()],
  ["a connection that broke", Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" })],
  ["a timeout", new SubgraphTimeout("stock", 10)],
  ["a status that says that nobody is there", Object.assign(new Error("503"), { statusCode: 503 })],
])("a query is sent again after %s", async (_what, error) => {
  const { retrying, calls, clock, seen } = world();
  const answer = retrying.execute(query());
  calls[0]!.fail(error);
  await settled();
  clock.pass(50);
  await settled();
  calls[1]!.answer();
  await expect(answer).resolves.toEqual({ data: { ok: true } });
  expect(seen.retries).toBe(1);
});

test("the wait doubles up to its longest, and the last error is told after the last attempt", async () => {
  const { retrying, calls, clock } = world({ most: 3 });
  const answer = retrying.execute(query());
  answer.catch(() => {});
  for (const [attempt, wait] of [50, 80, 80].entries()) {
    calls[attempt]!.fail(Object.assign(refusedConnection(), { message: `attempt ${attempt}` }));
    await settled();
    clock.pass(wait - 1);
    await settled();
    expect(calls).toHaveLength(attempt + 1);
    clock.pass(1);
    await settled();
    expect(calls).toHaveLength(attempt + 2);
  }
  calls[3]!.fail(Object.assign(refusedConnection(), { message: "the last" }));
  await expect(answer).rejects.toThrow("the last");
});

test("the wait is random, down to none", async () => {
  const { retrying, calls, clock } = world({}, () => 0);
  const answer = retrying.execute(query());
  calls[0]!.fail();
  await settled();
  clock.pass(0);
  await settled();
  calls[1]!.answer();
  await answer;
});

test.each(["mutation", "subscription", undefined] as const)(
  "a request of kind %s is never sent again",
  async (kind) => {
    const { retrying, calls } = world();
    const answer = retrying.execute(query({ kind }));
    calls[0]!.fail();
    await expect(answer).rejects.toThrow("ECONNREFUSED");
    expect(calls).toHaveLength(1);
  },
);

test.each([
  ["an answer of another status", Object.assign(new Error("500"), { statusCode: 500 })],
  ["an answer that cannot be read", new SyntaxError("Unexpected end of JSON input")],
  ["a call held back by ourselves", new SubgraphOverloaded("stock")],
])("nothing is sent again after %s", async (_what, error) => {
  const { retrying, calls } = world();
  const answer = retrying.execute(query());
  calls[0]!.fail(error);
  await expect(answer).rejects.toBe(error);
  expect(calls).toHaveLength(1);
});

test("an answer with errors is an answer", async () => {
  const { retrying, calls } = world();
  const answer = retrying.execute(query());
  calls[0]!.answer({ errors: [] });
  await expect(answer).resolves.toEqual({ errors: [] });
});

test("a caller who has gone is not retried for, before the wait or during it", async () => {
  const { retrying, calls, clock } = world();
  const caller = new AbortController();
  const waiting = retrying.execute(query({ signal: caller.signal }));
  calls[0]!.fail();
  await settled();
  const failing = retrying.execute(query({ signal: caller.signal }));
  caller.abort(new Error("gone"));
  await expect(waiting).rejects.toThrow("gone");
  calls[1]!.fail();
  await expect(failing).rejects.toThrow("ECONNREFUSED");
  expect(clock.timers).toBe(0);
  expect(calls).toHaveLength(2);
});

test("in an outage, retries are no more than their share of the calls and a few", async () => {
  const { retrying, calls, clock, seen } = world({ share: 0.2 });
  for (let call = 0; call < 1_000; call++) {
    const answer = retrying.execute(query());
    answer.catch(() => {});
    for (let attempt = 0; attempt < 3; attempt++) {
      calls.at(-1)!.fail();
      await settled();
      clock.pass(100);
      await settled();
    }
  }
  expect(seen.retries).toBeLessThanOrEqual(210);
  expect(seen.retries).toBeGreaterThanOrEqual(200);
});
