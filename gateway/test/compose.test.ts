import { describe, expect, test } from "@jest/globals";
import { CompositionFailed, composeSupergraph } from "../src/supergraph/compose.ts";
import { loadSupergraph, subgraphsOf } from "../src/supergraph/load.ts";

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes"])`;
const one = { name: "one", sdl: `${link} type Query { a: String @requiresScopes(scopes: [["a:read"]]) }` };
const two = { name: "two", sdl: `${link} type Query { b: T } type T @key(fields: "id") { id: ID! }` };

describe("composition", () => {
  test("gives the same supergraph whatever the order, and says nothing of where subgraphs run", () => {
    const supergraph = composeSupergraph([two, one]);
    expect(composeSupergraph([one, two])).toBe(supergraph);
    expect(supergraph).toContain('@join__graph(name: "one", url: "")');
    expect(subgraphsOf(supergraph).map(({ name }) => name)).toEqual(["one", "two"]);
  });

  test("lists every reason why subgraphs do not compose", () => {
    const other = { name: "other", sdl: `${link} type Query { a: Int, b: Int } type T @key(fields: "id") { id: Int }` };
    const compose = () => composeSupergraph([one, two, other]);
    expect(compose).toThrow(CompositionFailed);
    expect(compose).toThrow(/Query\.a/);
    expect(compose).toThrow(/Query\.b/);
  });
});

test("a supergraph with authorisation directives is read", async () => {
  const { apiSchema } = await loadSupergraph(composeSupergraph([one, two]), { thread: false });
  expect(Object.keys(apiSchema.getQueryType()!.getFields())).toEqual(["a", "b"]);
});
