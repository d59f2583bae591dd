import { afterAll, describe, expect, test } from "@jest/globals";
import { parse } from "graphql";
import { cachingOf } from "../../src/caching/operationCaching.ts";
import { isPublicFetch } from "../../src/caching/publicFetch.ts";
import { defaultLimits } from "../../src/pipeline/limits.ts";
import { serveGraph } from "../../src/pipeline/servedGraph.ts";
import { loadSupergraph } from "../../src/supergraph/load.ts";
import { supergraphOf } from "../kit/graph.ts";
import { goods, shops } from "./world.ts";

const supergraph = await loadSupergraph(supergraphOf(shops(goods())), { thread: false });
const graph = serveGraph(supergraph, new Map(), defaultLimits);
afterAll(() => supergraph.close());

const operationOf = (text: string) => graph.variant(undefined)!.documents.read(text).operation(undefined);

describe("an answer is kept as long as its shortest part, for as few as its narrowest", () => {
  test.each([
    ['{ good(id: "1") { title } }', 60, "RIGHTS"],
    ['{ good(id: "1") { title count { left } } }', 5, "RIGHTS"],
    ["{ goods { maker { name } part { size } draft { id } } }", 60, "RIGHTS"],
    ["{ find { id } }", 30, "RIGHTS"],
    ["{ slogan }", 60, "PUBLIC"],
    ["{ mine { title } }", 60, "PRIVATE"],
    ["{ slogan mine { title } }", 60, "PRIVATE"],
    ["{ shelf { ... on Note { text } } }", 10, "RIGHTS"],
    ["{ shelf { ...words } } fragment words on Note { text }", 10, "RIGHTS"],
    ["{ shelf { __typename } }", 60, "RIGHTS"],
    ["{ forStaff }", 60, "RIGHTS"],
  ])("%s: %d s, %s", (text, maxAge, scope) => {
    expect(cachingOf(operationOf(text)).policy).toEqual({ maxAge, scope, isIntrospection: false });
  });

  test.each([
    "{ motto }",
    "{ slogan motto }",
    "{ unkept { text } }",
    'mutation { rename(id: "1", title: "x") { title } }',
  ])("%s: not at all", (text) => {
    expect(cachingOf(operationOf(text)).policy.maxAge).toBe(0);
  });

  test("questions about the schema are its own", () => {
    const { policy } = cachingOf(operationOf("{ __schema { queryType { name } } __typename }"));
    expect(policy).toEqual({ maxAge: 3_600, scope: "RIGHTS", isIntrospection: true });
  });
});

describe("a request to a subgraph is public", () => {
  test.each([
    ["{ slogan }", true],
    ["{ slogan motto }", false],
    ["{ good(id: 1) { title } }", false],
    ["{ mine { id } }", false],
    ["{ forStaff }", false],
    [
      "query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Good { count { left } } } }",
      true,
    ],
    [
      "query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Good { title } } }",
      false,
    ],
    [
      "query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Good { maker { name } } } }",
      false,
    ],
    ["query($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }", false],
    ['mutation { put(id: "1", count: 1) }', false],
    [
      `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Maker { name } ...whole } }
       fragment whole on Good { title }`,
      false,
    ],
  ])("%s: %s", (text, isPublic) => {
    expect(isPublicFetch(supergraph, parse(text))).toBe(isPublic);
  });
});

describe("an answer is tagged", () => {
  const tagsOf = (text: string, data: unknown) => {
    const { tags } = cachingOf(operationOf(text));
    return { always: new Set(tags!.always), of: new Set(tags!.of(data)) };
  };

  test("by the entities in it, the subgraphs it comes from and the types it is of", () => {
    const { always, of } = tagsOf('{ good(id: "1") { key: id count { left } maker { name } } }', {
      good: { key: "1", count: { left: 1 }, maker: { name: "Ada" } },
    });
    expect(always).toEqual(new Set(["Good", "Count", "Maker", "subgraph:catalog", "subgraph:stock"]));
    expect(of).toEqual(new Set(["Good:1", "Maker:Ada"]));
  });

  test("as a list, and as one that found nothing", () => {
    expect(tagsOf("{ goods { id } }", { goods: [{ id: "1" }, { id: "2" }] })).toEqual({
      always: new Set(["Good", "Good[]", "subgraph:catalog"]),
      of: new Set(["Good:1", "Good:2"]),
    });
    expect(tagsOf('{ good(id: "9") { id } }', { good: null }).of).toEqual(new Set(["Good[]"]));
  });

  test("as one that may hold any, where keys are not selected, are skipped, or are too many", () => {
    expect(tagsOf('{ good(id: "1") { title } }', { good: { title: "Lamp" } }).always).toContain("Good:*");
    const skipped = "query($no: Boolean!) { good(id: 1) { id @skip(if: $no) title } }";
    expect(tagsOf(skipped, { good: { title: "Lamp" } }).of).toEqual(new Set(["Good:*"]));
    const many = Array.from({ length: 101 }, (_, id) => ({ id: `${id}` }));
    expect(tagsOf("{ goods { id } }", { goods: many }).of).toEqual(new Set(["Good:*"]));
  });

  test("by what objects of an abstract type turn out to be", () => {
    const data = { shelf: [{ __typename: "Good", id: "1" }, { __typename: "Note" }] };
    expect(tagsOf("{ shelf { __typename ... on Good { id } } }", data).of).toEqual(new Set(["Good:1"]));
    expect(tagsOf("{ shelf { ... on Good { id } } }", { shelf: [{ id: "1" }, {}] }).always).toContain("Good:*");
  });

  test("and a mutation has the subgraphs of its fields", () => {
    expect(cachingOf(operationOf('mutation { put(id: "1", count: 3) }')).tags!.ofRoots).toEqual(["subgraph:stock"]);
  });
});
