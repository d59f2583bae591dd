import { expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { type Requirement, requirementsOf } from "../src/authorisation/requirements.ts";
import type { LoadedSupergraph } from "../src/supergraph/load.ts";

/** The requirements of a supergraph of these types. */
function of(types: string) {
  const schema = buildSchema(
    `directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
     directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
     directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
     type Query { any: Int }
     ${types}`,
    { assumeValid: true },
  );
  return requirementsOf({ schema } as LoadedSupergraph);
}

const authenticated: Requirement = { kind: "authenticated" };
const scopes = (...anyOf: string[][]): Requirement => ({ kind: "scopes", anyOf });

test("a supergraph without any demands nothing", () => {
  expect(of("type A { b: B } interface I { f: Int } union U = A enum B { C }").areNone).toBe(true);
});

test("equal ones are the same, in whatever order they are written", () => {
  const { ofField } = of(`type A {
    f: Int @requiresScopes(scopes: [["b", "a"]])
    g: Int @requiresScopes(scopes: ["a", "b"])
    h: Int @requiresScopes(scopes: [["a", "b", "a"]])
  }`);
  expect(ofField("A", "f")).toEqual([scopes(["a", "b"])]);
  expect(ofField("A", "g")).toEqual([scopes(["a"], ["b"])]);
  expect(ofField("A", "h")[0]).toBe(ofField("A", "f")[0]);
});

test("a field demands what its value does", () => {
  const { ofField } = of(`
    type A { b: B, c: [C!]!, d: D @authenticated, i: I }
    type B @authenticated { f: Int }
    enum C @requiresScopes(scopes: [["c"]]) { X }
    scalar D @requiresScopes(scopes: [["d"]])
    interface I { f: Int }
    type J implements I @authenticated { f: Int }
  `);
  expect(ofField("A", "b")).toEqual([authenticated]);
  expect(ofField("A", "c")).toEqual([scopes(["c"])]);
  expect(ofField("A", "d")).toEqual([authenticated, scopes(["d"])]);
  // Each object is looked at by its own type.
  expect(ofField("A", "i")).toEqual([]);
});

test("what composition copied from objects to their interface is left to the objects", () => {
  const { ofType, ofField } = of(`
    interface I @authenticated { f: Int @requiresScopes(scopes: [["a", "b"], ["a", "c"]]) }
    type A implements I { f: Int @requiresScopes(scopes: [["a"]]) }
    type B implements I @authenticated { f: Int @requiresScopes(scopes: [["b"], ["c"]]) }
    type C implements I { f: Int }
  `);
  expect(ofType("C")).toEqual([]);
  expect(ofField("C", "f")).toEqual([]);
  expect(ofField("A", "f")).toEqual([scopes(["a"])]);
  expect(ofType("B")).toEqual([authenticated]);
});

test("whatever else an interface demands, it demands of each of its objects", () => {
  const { ofType, ofField } = of(`
    interface I @authenticated { f: Int @requiresScopes(scopes: [["a"]]) g: Int }
    type A implements I { f: Int g: Int @requiresScopes(scopes: [["a"]]) }
    type B implements I { f: Int @requiresScopes(scopes: [["b"]]) g: Int }
  `);
  expect(ofType("A")).toEqual([authenticated]);
  expect(ofType("B")).toEqual([authenticated]);
  expect(ofField("A", "f")).toEqual([scopes(["a"])]);
  expect(ofField("B", "f")).toEqual([scopes(["b"]), scopes(["a"])]);
  expect(ofField("B", "g")).toEqual([]);
});

test("an empty list of alternatives can be met by nobody, and one of no scopes by all", () => {
  const { ofField } = of(`type A { f: Int @requiresScopes(scopes: []) g: Int @requiresScopes(scopes: [[]]) }`);
  expect(ofField("A", "f")).toEqual([scopes()]);
  expect(ofField("A", "g")).toEqual([scopes([])]);
});
