import type { SubgraphRequest, SubgraphTransport } from "@angidi/subgraph";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { ExecutionResult } from "graphql";
import { memoryStore } from "../../src/caching/memoryStore.ts";
import { loadSupergraph } from "../../src/supergraph/load.ts";
import { entityCache } from "../../src/transports/entityCache.ts";
import { supergraphOf } from "../kit/graph.ts";
import { goods, shops } from "./world.ts";

const supergraph = await loadSupergraph(supergraphOf(shops(goods())), { thread: false });
afterAll(() => supergraph.close());

const query =
  "query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Good { count { left } } } }";

interface Representation {
  readonly __typename: string;
  readonly id: string;
}

/** A subgraph that says of each entity how many are left, and what it was asked. */
function counted(answer: (representations: readonly Representation[]) => ExecutionResult = counts) {
  const asked: string[][] = [];
  const transport: SubgraphTransport = {
    async execute({ variables, body }) {
      const representations = variables!.representations as readonly Representation[];
      asked.push(representations.map(({ id }) => id));
      // As an HTTP transport: the text, where there is one, is what is sent.
      const sent =
        body === undefined ? representations : (JSON.parse(body).variables.representations as Representation[]);
      return answer(sent);
    },
    subscribe: () => Promise.reject(new Error("no streams")),
  };
  const store = memoryStore({ bytes: 1_000_000, entries: 1_000, largest: 10_000 });
  const cached = entityCache(transport, {
    subgraph: "stock",
    supergraph: () => supergraph,
    store,
    longestSeconds: 600,
  });
  const ask = (ids: readonly string[], given: Partial<SubgraphRequest> = {}) => {
    const variables = { representations: ids.map((id) => ({ __typename: "Good", id })) };
    return cached.execute({
      query,
      variables,
      body: JSON.stringify({ query, variables }),
      headers: { "x-request-id": Math.random().toString() },
      signal: new AbortController().signal,
      kind: "query",
      isPublic: true,
      ...given,
    });
  };
  return { asked, store, ask };
}

const counts = (representations: readonly Representation[]): ExecutionResult => ({
  data: { _entities: representations.map(({ id }) => ({ count: { left: Number(id) } })) },
});

describe("the entity cache", () => {
  test("asks only for what it does not have, and answers in the order of the question", async () => {
    const { ask, asked } = counted();
    await ask(["1", "3"]);
    expect(await ask(["2", "3", "4", "1"])).toEqual({
      data: {
        _entities: [{ count: { left: 2 } }, { count: { left: 3 } }, { count: { left: 4 } }, { count: { left: 1 } }],
      },
    });
    await ask(["4", "4", "2"]);
    expect(asked).toEqual([
      ["1", "3"],
      ["2", "4"],
    ]);
  });

  test("hands out copies", async () => {
    const { ask } = counted();
    await ask(["1"]);
    const first = await ask(["1"]);
    (first.data!._entities as { count: { left: number } }[])[0]!.count.left = 99;
    expect((await ask(["1"])).data).toEqual({ _entities: [{ count: { left: 1 } }] });
  });

  test("puts errors at the entities that they are of, and keeps none of those", async () => {
    const { ask, asked } = counted((representations) => ({
      data: { _entities: representations.map(({ id }) => (id === "2" ? null : { count: { left: Number(id) } })) },
      errors: representations.flatMap(({ id }, index) =>
        id === "2" ? [{ message: "broken", path: ["_entities", index, "count"] } as never] : [],
      ),
    }));
    await ask(["1"]);
    const answer = await ask(["3", "1", "2"]);
    expect(answer.data!._entities).toEqual([{ count: { left: 3 } }, { count: { left: 1 } }, null]);
    expect(answer.errors).toEqual([{ message: "broken", path: ["_entities", 2, "count"] }]);
    await ask(["1", "2", "3"]);
    expect(asked.at(-1)).toEqual(["2"]);
  });

  test("leaves what it has when the rest fails as a whole", async () => {
    let isDown = false;
    const { ask } = counted((representations) =>
      isDown ? { errors: [{ message: "down" } as never] } : counts(representations),
    );
    await ask(["1"]);
    isDown = true;
    expect(await ask(["2", "1"])).toEqual({
      data: { _entities: [null, { count: { left: 1 } }] },
      errors: [{ message: "down" }],
    });
    expect(await ask(["3"])).toEqual({ errors: [{ message: "down" }] });
  });

  test("forgets entities one by one, and all of a subgraph", async () => {
    const { ask, asked, store } = counted();
    await ask(["1", "2", "3"]);
    await store.invalidate(["Good:2"]);
    await ask(["1", "2", "3"]);
    expect(asked.at(-1)).toEqual(["2"]);
    await store.invalidate(["subgraph:stock"]);
    await ask(["1", "2"]);
    expect(asked.at(-1)).toEqual(["1", "2"]);
  });

  test("passes on what is not public, and what the supergraph lets nobody keep", async () => {
    const { ask, asked } = counted();
    await ask(["1"], { isPublic: false });
    await ask(["1"], { isPublic: false });
    const unkept = query.replace("count { left }", "title");
    await ask(["1"], { query: unkept });
    await ask(["1"], { query: unkept });
    expect(asked).toHaveLength(4);
  });

  test("tells apart what was asked under other headers", async () => {
    const { ask, asked } = counted();
    await ask(["1"], { headers: { "accept-language": "de", "x-request-id": "1" } });
    await ask(["1"], { headers: { "accept-language": "en", "x-request-id": "1" } });
    await ask(["1"], { headers: { "accept-language": "de", "x-request-id": "2" } });
    expect(asked).toHaveLength(2);
  });
});
