import { describe, expect, test } from "@jest/globals";
import { buildSchema, getOperationAST, parse } from "graphql";
import { compileProjection, irregular } from "../src/execution/compileProjection.ts";
import type { Container } from "../src/execution/merge.ts";
import { type Projection, project } from "../src/execution/project.ts";
import { shapesOf } from "../src/response/shape.ts";

const schema = buildSchema(`
  type Query { node: Node nodes: [Node!] matrix: [[Float]]! item: Item constructor: String valueOf: Int }
  interface Node { id: ID! } type A implements Node { id: ID! a: String! self: A } type B implements Node { id: ID! b: Int kind: Kind }
  union Item = A | B enum Kind { X Y } scalar Any
`);

function projectionOf(query: string, variables = {}): Projection {
  const document = parse(query);
  const operation = getOperationAST(document)!;
  const sourceOf = (field: { alias?: { value: string }; name: { value: string } }) =>
    field.alias?.value ?? field.name.value;
  const selection = shapesOf({ schema, document, operation, sourceOf }).make(variables);
  return {
    schema,
    rootType: schema.getQueryType()!,
    selection,
    clientKeys: new Map(),
    hiddenKey: "",
    withheld: undefined,
  };
}

function compiledWith(query: string, data: unknown): string | undefined {
  try {
    return JSON.stringify(compileProjection(projectionOf(query))(data as Container));
  } catch (error) {
    if (error !== irregular) throw error;
    return undefined;
  }
}

describe("the compiled projection", () => {
  const query = `{
    t: __typename
    node { __typename id ... on A { a self { a } } ... on B { kind } }
    nodes { ... on B { b } ... on A { self { self { id } } } }
    matrix
    item { ... on Node { id } }
  }`;
  const plain = {
    node: { __typename: "A", id: 1, a: "x", self: { a: "y" }, hidden: 1 },
    nodes: [
      { __typename: "B", b: null },
      { __typename: "A", self: null },
    ],
    matrix: [[1.5, null], null],
    item: null,
  };

  test("gives what the exact one gives", () => {
    expect(compiledWith(query, plain)).toBe(JSON.stringify(project(projectionOf(query), plain).data));
    expect(compiledWith(query, plain)).toBe(
      '{"t":"Query","node":{"__typename":"A","id":"1","a":"x","self":{"a":"y"}},"nodes":[{"b":null},{"self":null}],' +
        '"matrix":[[1.5,null],null],"item":null}',
    );
  });

  test("leaves to the exact one whatever is not as it should be", () => {
    for (const change of [
      { node: { __typename: "A", id: "1", a: null } },
      { node: { __typename: "C", id: "1" } },
      { node: { id: "1" } },
      { node: "text" },
      { node: [] },
      { node: { __typename: "B", id: "1", kind: "Z" } },
      { node: { __typename: "B", id: true, kind: "X" } },
      { nodes: [null] },
      { nodes: {} },
      { nodes: [{ __typename: "B", b: 2 ** 31 }] },
      { nodes: [{ __typename: "B", b: "5" }] },
      { matrix: null },
      { matrix: [["x"]] },
      { matrix: [[Number.NaN]] },
    ]) {
      expect(compiledWith(query, { ...plain, ...change })).toBeUndefined();
    }
  });

  test("takes names for names, whatever they say", () => {
    const hostile = `{ constructor __proto__: valueOf toString: constructor hasOwnProperty: __typename }`;
    const data = JSON.parse(`{"constructor":"c","__proto__":5,"toString":"t"}`);
    expect(compiledWith(hostile, data)).toBe(
      '{"constructor":"c","__proto__":5,"toString":"t","hasOwnProperty":"Query"}',
    );
    expect(compiledWith(hostile, {})).toBe(
      '{"constructor":null,"__proto__":null,"toString":null,"hasOwnProperty":"Query"}',
    );
    expect(Object.getPrototypeOf(compileProjection(projectionOf(hostile))(data))).toBe(Object.prototype);
  });

  test("copes with very many fields and very deep ones", () => {
    const wide = Array.from({ length: 3_000 }, (_, index) => `f${index}: constructor`).join(" ");
    expect(compiledWith(`{ ${wide} }`, { f7: "seven" })).toContain('"f7":"seven","f8":null');
    const deep = `{ item { ... on A { ${"self { ".repeat(300)} id ${"}".repeat(300)} } } }`;
    const data: Container = { __typename: "A" };
    let at = data;
    for (let depth = 0; depth < 300; depth++) {
      at.self = { id: "end" };
      at = at.self as Container;
    }
    expect(compiledWith(deep, { item: data })).toContain('{"id":"end"}');
  });
});
