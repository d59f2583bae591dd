import { expect, test } from "@jest/globals";
import { SubgraphTimeout } from "../../src/transports/errors.ts";
import { timeout } from "../../src/transports/timeout.ts";
import { manualClock } from "./kit/clock.ts";
import { query, settled, silentSubgraph } from "./kit/subgraph.ts";

function world() {
  const clock = manualClock();
  const { transport, calls } = silentSubgraph();
  return { clock, calls, timed: timeout(transport, { timeoutMilliseconds: 100 }, { subgraph: "stock", clock }) };
}

test("an answer in time is the answer", async () => {
  const { timed, calls, clock } = world();
  const answer = timed.execute(query());
  clock.pass(99);
  calls[0]!.answer();
  await expect(answer).resolves.toEqual({ data: { ok: true } });
  clock.pass(1_000);
  expect(calls[0]!.request.signal.aborted).toBe(false);
  expect(clock.timers).toBe(0);
});

test("a call that takes too long rejects and is ended, whether it heeds that or not", async () => {
  const { timed, calls, clock } = world();
  const answer = timed.execute(query());
  clock.pass(100);
  await expect(answer).rejects.toThrow(SubgraphTimeout);
  await expect(answer).rejects.toMatchObject({ code: "SUBGRAPH_TIMEOUT", subgraph: "stock" });
  expect(calls[0]!.request.signal.reason).toBeInstanceOf(SubgraphTimeout);
  calls[0]!.answer();
  await settled();
});

test("each call has its own deadline", async () => {
  const { timed, calls, clock } = world();
  const ends: string[] = [];
  const follow = (name: string) =>
    timed.execute(query()).then(
      () => ends.push(`${name} answered`),
      () => ends.push(`${name} late`),
    );
  follow("first");
  clock.pass(40);
  follow("second");
  clock.pass(40);
  follow("third");
  calls[1]!.answer();
  await settled();
  clock.pass(20);
  await settled();
  expect(ends).toEqual(["second answered", "first late"]);
  clock.pass(79);
  await settled();
  expect(ends).toHaveLength(2);
  clock.pass(1);
  await settled();
  expect(ends).toEqual(["second answered", "first late", "third late"]);
});

test("the caller's own end ends the call with the caller's reason", async () => {
  const { timed, calls, clock } = world();
  const caller = new AbortController();
  const answer = timed.execute(query({ signal: caller.signal }));
  caller.abort(new Error("gone"));
  await expect(answer).rejects.toThrow("gone");
  expect(calls[0]!.request.signal.reason).toEqual(new Error("gone"));
  clock.pass(1_000);

  await expect(timed.execute(query({ signal: caller.signal }))).rejects.toThrow("gone");
  expect(calls).toHaveLength(1);
});

test("what the subgraph rejects with is passed on, thrown or rejected", async () => {
  const { timed, calls, clock } = world();
  const answer = timed.execute(query());
  calls[0]!.fail(new Error("broken"));
  await expect(answer).rejects.toThrow("broken");
  const throwing = timeout(
    {
      execute: () => {
        throw new Error("thrown");
      },
      subscribe: () => Promise.reject(new Error("none")),
    },
    { timeoutMilliseconds: 100 },
    { subgraph: "stock", clock },
  );
  await expect(throwing.execute(query())).rejects.toThrow("thrown");
});

test("a body that is made when somebody asks for it is not asked for", async () => {
  const { timed, calls } = world();
  let asked = 0;
  const request = query();
  Object.defineProperty(request, "body", { get: () => `${++asked}` });
  const answer = timed.execute(request);
  expect(asked).toBe(0);
  expect(calls[0]!.request.body).toBe("1");
  calls[0]!.answer();
  await answer;
});
