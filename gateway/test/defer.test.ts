import { describe, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { compiled, entities, type OperationOptions, type ScriptedSubgraph, scripted } from "./kit/operation.ts";

const catalog: ScriptedSubgraph = {
  name: "catalog",
  sdl: `type Query { products: [Product!]! one: Product } type Product @key(fields: "id") { id: ID! title: String slow: Slow } type Slow { a: Int b: Int }`,
  answer: ({ query }) =>
    query.includes("_entities")
      ? entities(() => ({ slow: { a: 1, b: 2 } }))({ variables: { representations: [1, 2] } } as never)
      : {
          data: {
            products: [
              { __typename: "Product", id: "1", c_id: "One", title: "One" },
              { __typename: "Product", id: "2", c_id: "Two", title: "Two" },
            ],
          },
        },
};
const reviews = (answer: ScriptedSubgraph["answer"]): ScriptedSubgraph => ({
  name: "reviews",
  sdl: `type Query { x: Int } type Product @key(fields: "id") { id: ID! rating: Int! text: String }`,
  answer,
});

async function parts(
  subgraphs: readonly ScriptedSubgraph[],
  query: string,
  variables = {},
  options: OperationOptions = {},
): Promise<unknown[]> {
  const { supergraph, requestOf } = scripted(subgraphs);
  const operation = await compiled(supergraph, query, { ...options, incremental: true });
  const told: unknown[] = [];
  for await (const part of operation.executeIncremental(requestOf(variables, {})))
    told.push(JSON.parse(JSON.stringify(part)));
  return told;
}

describe("@defer", () => {
  const query = `query($later: Boolean = true) {
    products { title ... @defer(label: "rest", if: $later) { id: title rating } }
  }`;

  test("gives first what is not deferred, then each deferred fragment at its objects", async () => {
    const told = await parts([catalog, reviews(entities(({ id }) => ({ rating: Number(id) })))], query, {
      later: true,
    });
    expect(told).toEqual([
      { data: { products: [{ title: "One" }, { title: "Two" }] }, hasNext: true },
      {
        incremental: [
          { label: "rest", path: ["products", 0], data: { id: "One", rating: 1 } },
          { label: "rest", path: ["products", 1], data: { id: "Two", rating: 2 } },
        ],
        hasNext: false,
      },
    ]);
  });

  test("that is switched off gives all at once", async () => {
    const told = await parts([catalog, reviews(entities(() => ({ rating: 5 })))], query, { later: false });
    expect(told).toEqual([
      {
        data: {
          products: [
            { title: "One", id: "One", rating: 5 },
            { title: "Two", id: "Two", rating: 5 },
          ],
        },
        hasNext: false,
      },
    ]);
  });

  test("keeps what fails to the fragment that it belongs to", async () => {
    const failing = reviews(() => ({ errors: [{ message: "Closed", extensions: { code: "FORBIDDEN" } }] }));
    const told = await parts([catalog, failing], query, { later: true });
    expect(told).toMatchObject([
      { data: { products: [{ title: "One" }, { title: "Two" }] }, hasNext: true },
      {
        incremental: [
          {
            path: ["products", 0],
            data: null,
            errors: [{ path: ["products", 0, "rating"], extensions: { code: "FORBIDDEN" } }],
          },
          {
            path: ["products", 1],
            data: null,
            errors: [{ path: ["products", 1, "rating"], extensions: { code: "FORBIDDEN" } }],
          },
        ],
        hasNext: false,
      },
    ]);
    expect(told[0]).not.toHaveProperty("errors");
  });

  test("within @defer is told after what it is within", async () => {
    const told = (await parts(
      [catalog, reviews(entities(({ id }) => ({ rating: Number(id), text: "t" })))],
      `{ products { title ... @defer(label: "a") { rating ... @defer(label: "b") { text } } } }`,
    )) as { incremental?: { label: string; data: object }[]; hasNext: boolean }[];
    const deferred = told.flatMap(({ incremental = [] }) => incremental);
    expect(deferred.map(({ label, data }) => [label, data])).toEqual([
      ["a", { rating: 1 }],
      ["a", { rating: 2 }],
      ["b", { text: "t" }],
      ["b", { text: "t" }],
    ]);
    expect(told.map(({ hasNext }) => hasNext)).toEqual([...told.slice(1).map(() => true), false]);
  });

  test("has nothing to tell of an object that has become null", async () => {
    const broken = {
      ...catalog,
      answer: () => ({ data: { products: [{ __typename: "Product", id: "1", title: {} }, null] } }),
    };
    const told = await parts([broken, reviews(entities(() => ({ rating: 5 })))], query, { later: true });
    expect(told).toMatchObject([{ data: null, hasNext: true }, { hasNext: false }]);
    expect(told).toHaveLength(2);
  });

  test("of nothing gives one part", async () => {
    expect(await parts([catalog, reviews(() => ({}))], `{ products { title } }`)).toEqual([
      { data: { products: [{ title: "One" }, { title: "Two" }] }, hasNext: false },
    ]);
  });

  test("of something that is withheld from the caller is told at once, with null and the error in its place", async () => {
    const told = await parts(
      [catalog, reviews(entities(() => ({ text: "t" })))],
      `{ products { title ... @defer { text secret: rating } } }`,
      {},
      {
        plannedDocument: `{ products { title ... @defer { text } } }`,
        withheld: {
          field: (_type, name) => (name === "rating" ? { message: "No", code: "FORBIDDEN" } : undefined),
          type: () => undefined,
        },
        schema: buildSchema(`type Query { products: [Product] } type Product { title: String text: String rating: Int }
          directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT`),
      },
    );
    expect(told).toMatchObject([
      {
        data: {
          products: [
            { title: "One", text: "t", secret: null },
            { title: "Two", text: "t", secret: null },
          ],
        },
        errors: [{ path: ["products", 0, "secret"] }, { path: ["products", 1, "secret"] }],
        hasNext: false,
      },
    ]);
  });

  test("shows no field that only the gateway asked for", async () => {
    const told = await parts(
      [catalog, reviews(entities(() => ({ text: "t" })))],
      `query($yes: Boolean = true) { products { ... @defer { text @include(if: $yes) } } }`,
      { yes: true },
    );
    expect(JSON.stringify(told)).not.toContain("c_");
    expect(JSON.stringify(told)).toContain('"text":"t"');
  });

  test("of all that is selected leaves the object in the first part", async () => {
    const told = await parts([catalog, reviews(() => ({ data: null }))], `{ products { ... @defer { title } } }`);
    expect(told[0]).toEqual({ data: { products: [{}, {}] }, hasNext: true });
  });
});
