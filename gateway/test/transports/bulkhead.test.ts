import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { bulkhead } from "../../src/transports/bulkhead.ts";
import { SubgraphOverloaded } from "../../src/transports/errors.ts";
import { query, settled, silentSubgraph } from "./kit/subgraph.ts";

function world(settings: Partial<{ calls: number; waiting: number; subscriptions: number }> = {}) {
  const { transport, calls } = silentSubgraph();
  return {
    calls,
    bounded: bulkhead(transport, { calls: 2, waiting: 2, subscriptions: 2, ...settings }, "stock"),
  };
}

test("beyond the calls and those waiting, a call is refused at once", async () => {
  const { bounded, calls } = world();
  const answers = [1, 2, 3, 4].map(() => bounded.execute(query()));
  await expect(bounded.execute(query())).rejects.toThrow(SubgraphOverloaded);
  expect(calls).toHaveLength(2);
  for (let index = 0; index < 4; index++) {
    calls[index]!.answer();
    await settled();
  }
  await expect(Promise.all(answers)).resolves.toHaveLength(4);
});

test("a call that fails gives its place to the next one", async () => {
  const { bounded, calls } = world({ calls: 1 });
  const failing = bounded.execute(query());
  const waiting = bounded.execute(query());
  calls[0]!.fail();
  await expect(failing).rejects.toThrow("ECONNREFUSED");
  calls[1]!.answer();
  await expect(waiting).resolves.toBeDefined();
});

test("who has gone waits no longer and holds up nobody", async () => {
  const { bounded, calls } = world({ calls: 1, waiting: 1 });
  const caller = new AbortController();
  const first = bounded.execute(query());
  const gone = bounded.execute(query({ signal: caller.signal }));
  caller.abort(new Error("gone"));
  await expect(gone).rejects.toThrow("gone");
  const next = bounded.execute(query({ operationName: "Next" }));
  await expect(bounded.execute(query({ signal: caller.signal }))).rejects.toThrow("gone");
  calls[0]!.answer();
  await first;
  await settled();
  expect(calls[1]!.request.operationName).toBe("Next");
  calls[1]!.answer();
  await next;
});

test("whatever happens in whatever order: never too many at a time, first come first served, and nobody is forgotten", async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("call" as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constantFrom("answer" as const, "fail" as const), which: fc.nat(9) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("leave" as const), which: fc.nat(9) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { bounded, calls } = world({ calls: 3, waiting: 4 });
      const callers: { name: string; controller: AbortController; over: boolean }[] = [];
      const ended = new Set<number>();
      const running = () => calls.map((_, index) => index).filter((index) => !ended.has(index));
      const end = async (index: number, how: "answer" | "fail") => {
        ended.add(index);
        calls[index]![how]();
        await settled();
      };
      for (const one of steps) {
        if (one.kind === "call") {
          const caller = { name: String(callers.length), controller: new AbortController(), over: false };
          callers.push(caller);
          const over = () => {
            caller.over = true;
          };
          bounded.execute(query({ operationName: caller.name, signal: caller.controller.signal })).then(over, over);
        } else if (one.kind === "leave") {
          callers[one.which % Math.max(1, callers.length)]?.controller.abort();
        } else if (running().length > 0) {
          await end(running()[one.which % running().length]!, one.kind);
        }
        await settled();
        expect(running().length).toBeLessThanOrEqual(3);
        const waiting = callers.filter(({ over }) => !over).length - running().length;
        if (running().length < 3) expect(waiting).toBeLessThanOrEqual(0);
      }
      const order = calls.map(({ request }) => Number(request.operationName));
      expect(order).toEqual([...order].sort((one, other) => one - other));
      while (running().length > 0) await end(running()[0]!, "answer");
      expect(callers.every(({ over }) => over)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test("subscriptions have places of their own, given back however they end", async () => {
  const { bounded } = world({ calls: 1, waiting: 0, subscriptions: 2 });
  void bounded.execute(query());
  const listener = new AbortController();
  const one = await bounded.subscribe(query({ kind: "subscription", signal: listener.signal }));
  const other = await bounded.subscribe(query({ kind: "subscription" }));
  await expect(bounded.subscribe(query())).rejects.toThrow(SubgraphOverloaded);

  listener.abort();
  const third = await bounded.subscribe(query());
  await expect(bounded.subscribe(query())).rejects.toThrow(SubgraphOverloaded);
  for await (const _ of one);

  const events: unknown[] = [];
  for await (const event of other) events.push(event);
  expect(events).toEqual([{ data: { count: 1 } }, { data: { count: 2 } }]);
  for await (const _ of third) break;
  await bounded.subscribe(query());
  await bounded.subscribe(query());
  await expect(bounded.subscribe(query())).rejects.toThrow(SubgraphOverloaded);
});
