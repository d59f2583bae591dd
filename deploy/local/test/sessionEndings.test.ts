import { setImmediate as turn } from "node:timers/promises";
import type { SubgraphTransport } from "@angidi/subgraph";
import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { sessionEndingsOfUsers } from "../src/sessionEndings.ts";

const signingKey = "k".repeat(64);

/** A users subgraph that tells of one session with each subscription, then says nothing until it is left. */
function users(opening: () => Promise<void> = async () => {}) {
  let subscriptions = 0;
  const left = new Set<() => void>();
  const transport: SubgraphTransport = {
    execute: () => Promise.reject(new Error("Nothing is asked")),
    async subscribe() {
      const session = `s${++subscriptions}`;
      await opening();
      const { promise, resolve: leave } = Promise.withResolvers<void>();
      left.add(leave);
      let isTold = false;
      const stream = {
        [Symbol.asyncIterator]: () => stream,
        async next() {
          if (isTold) await promise;
          if (isTold) return { done: true as const, value: undefined };
          isTold = true;
          const until = new Date(1_000).toISOString();
          return { done: false as const, value: { data: { sessionsEnded: [{ id: session, until }] } } };
        },
        async return() {
          leave();
          return { done: true as const, value: undefined };
        },
      };
      return stream;
    },
  };
  return {
    transport,
    cut() {
      for (const leave of left) leave();
    },
  };
}

test("follows the users subgraph, again after the stream was lost or could not be had", async () => {
  let refusals = 1;
  const { transport, cut } = users(async () => {
    if (refusals-- > 0) throw new Error("connect ECONNREFUSED");
  });
  const ended: [string, number][] = [];
  const endings = sessionEndingsOfUsers(() => transport, signingKey)((id, until) => ended.push([id, until]));
  await eventually(() => expect(ended).toEqual([["s2", 1_000]]));
  cut();
  await eventually(() => expect(ended.map(([id]) => id)).toEqual(["s2", "s3"]));
  await endings.stop();
});

test("stops also while its stream is being opened", async () => {
  const { promise, resolve: open } = Promise.withResolvers<void>();
  const { transport } = users(() => promise);
  const endings = sessionEndingsOfUsers(() => transport, signingKey)(() => {});
  await turn();
  const stopped = endings.stop();
  open();
  await stopped;
});

test("subscribes anew after a while, also where its peer has silently gone", async () => {
  // A stream over a connection whose other end is gone: nothing comes by it, and what is asked of it waits in line.
  let subscriptions = 0;
  const signals: AbortSignal[] = [];
  const never = new Promise<never>(() => {});
  const transport: SubgraphTransport = {
    execute: () => Promise.reject(new Error("Nothing is asked")),
    async subscribe({ signal }) {
      subscriptions += 1;
      signals.push(signal!);
      const stream = { [Symbol.asyncIterator]: () => stream, next: () => never, return: () => never };
      return stream;
    },
  };
  const endings = sessionEndingsOfUsers(() => transport, signingKey, 20)(() => {});
  await eventually(() => expect(subscriptions).toBeGreaterThanOrEqual(3));
  expect(signals[0]!.aborted).toBe(true);
  await endings.stop();
  expect(signals.at(-1)!.aborted).toBe(true);
});
