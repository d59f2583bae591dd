import { describe, expect, test } from "@jest/globals";
import type { ExecutionResult } from "graphql";
import { subgraph, worldOf } from "./kit/graph.ts";
import { catalog, inventory } from "./kit/shop.ts";

const query = `subscription($ids: [ID!]!) { changed(ids: $ids) { sequence thing: product { id: title stock { total } } } }`;

describe("a subscription", () => {
  test("gives its events in order, each completed from the other subgraphs", async () => {
    const { subscribe } = worldOf([catalog(), inventory()]);
    const events: ExecutionResult[] = [];
    for await (const event of subscribe(query, { ids: ["p1", "p3"] })) events.push(event);
    expect(JSON.parse(JSON.stringify(events))).toEqual([
      { data: { changed: { sequence: 1, thing: { id: "Lamp", stock: { total: 2 } } } } },
      { data: { changed: { sequence: 2, thing: { id: "Table", stock: { total: 2 } } } } },
    ]);
  });

  test("goes on when a subgraph that completes it fails", async () => {
    const { subscribe } = worldOf([catalog(), inventory()], {
      faults: {
        inventory: async () => {
          throw new Error("down");
        },
      },
    });
    const events: ExecutionResult[] = [];
    for await (const event of subscribe(query, { ids: ["p1", "p3"] })) events.push(event);
    expect(events.map((event) => (event.data as { changed: { sequence: number } }).changed.sequence)).toEqual([1, 2]);
    expect(JSON.parse(JSON.stringify(events[0]?.errors))).toMatchObject([
      { path: ["changed", "thing", "stock"], extensions: { code: "DOWNSTREAM_UNAVAILABLE" } },
    ]);
  });

  test("takes the next event only when the one before has been taken", async () => {
    const { source, produced } = counting();
    const { subscribe } = worldOf([source]);
    const events = subscribe(`subscription { count }`);
    await events.next();
    await events.next();
    expect(produced.at(-1)).toBeLessThanOrEqual(3);
    await events.return(undefined);
  });

  test("ended by its reader while it waits ends at once, and its source with it", async () => {
    const { source, ended } = waiting();
    const { subscribe } = worldOf([source]);
    const events = subscribe(`subscription { never }`);
    const next = events.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await events.return(undefined)).toEqual({ done: true, value: undefined });
    expect(await next).toEqual({ done: true, value: undefined });
    await ended;
  });

  test("that its subgraph refuses yields the refusal and ends", async () => {
    const source = subgraph("source", `type Query { a: Int } type Subscription { mine: Int @authenticated }`, {
      resolvers: {
        Subscription: {
          mine: {
            async *subscribe() {
              yield { mine: 1 };
            },
          },
        },
      },
    });
    const events: ExecutionResult[] = [];
    for await (const event of worldOf([source]).subscribe(`subscription { mine }`)) events.push(event);
    expect(events).toHaveLength(1);
    expect(events[0]?.errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });

  test("whose source breaks throws, so that nobody takes it for complete", async () => {
    const source = subgraph("source", `type Query { a: Int } type Subscription { count: Int }`, {
      resolvers: {
        Subscription: {
          count: {
            async *subscribe() {
              yield { count: 1 };
              throw new Error("the connection is lost");
            },
          },
        },
      },
    });
    const events = worldOf([source]).subscribe(`subscription { count }`);
    expect((await events.next()).value).toMatchObject({ data: { count: 1 } });
    await expect(events.next()).rejects.toMatchObject({ extensions: { code: "DOWNSTREAM_UNAVAILABLE" } });
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });
});

function counting() {
  const produced: number[] = [];
  const source = subgraph("source", `type Query { a: Int } type Subscription { count: Int! }`, {
    resolvers: {
      Subscription: {
        count: {
          async *subscribe() {
            for (let count = 1; ; count++) {
              produced.push(count);
              yield { count };
            }
          },
        },
      },
    },
  });
  return { source, produced };
}

function waiting() {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const source = subgraph("source", `type Query { a: Int } type Subscription { never: Int }`, {
    resolvers: {
      Subscription: {
        never: {
          subscribe: () => ({
            next: () => new Promise(() => {}),
            return: async () => {
              resolve();
              return { done: true, value: undefined };
            },
            [Symbol.asyncIterator]() {
              return this;
            },
          }),
        },
      },
    },
  });
  return { source, ended };
}
