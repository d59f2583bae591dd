import { describe, expect, test } from "@jest/globals";
import { buildSchema, type GraphQLObjectType } from "graphql";
import { composeSupergraph } from "../src/supergraph/compose.ts";
import { appliedTo, directiveNames, listOf } from "../src/supergraph/directives.ts";

const supergraphOf = (sdl: string) =>
  buildSchema(composeSupergraph([{ name: "one", sdl }]), { assumeValid: true, assumeValidSDL: true });
const schemaOf = (sdl: string) => buildSchema(sdl, { assumeValid: true, assumeValidSDL: true });
const federation = "https://specs.apollo.dev/federation/v2.9";

describe("the names of a supergraph's directives", () => {
  test("are the usual ones, and none for what it does not use", () => {
    const schema = supergraphOf(`
      extend schema @link(url: "${federation}", import: ["@authenticated", "@cost", "@listSize", "@tag"])
      type Query { a: Int @authenticated @cost(weight: 2) @tag(name: "x") b: [Int] @listSize(assumedSize: 3) }`);
    expect(directiveNames(schema)).toEqual({
      authenticated: "authenticated",
      cost: "cost",
      listSize: "listSize",
      tag: "tag",
      requiresScopes: undefined,
      policy: undefined,
      inaccessible: undefined,
      cacheControl: undefined,
    });
  });

  test("follow what the subgraphs renamed", () => {
    const schema = supergraphOf(`
      extend schema
        @link(url: "${federation}", import: [{ name: "@authenticated", as: "@auth" }, { name: "@policy", as: "@rule" },
          { name: "@cost", as: "@price" }, "@composeDirective"])
        @link(url: "https://shop.test/http/v1.0", import: [{ name: "@cacheControl", as: "@kept" }])
        @composeDirective(name: "@kept")
      directive @kept(maxAge: Int) on FIELD_DEFINITION
      type Query { a: Int @auth @rule(policies: [["p"]]) @price(weight: 2) @kept(maxAge: 5) b: Int @federation__tag(name: "t") }`);
    expect(directiveNames(schema)).toMatchObject({
      authenticated: "auth",
      policy: "rule",
      cost: "price",
      cacheControl: "kept",
      tag: "federation__tag",
    });
  });

  test("have their feature's name in front when they are not imported", () => {
    const schema = schemaOf(`
      schema
        @core(feature: "https://specs.apollo.dev/core/v0.2", as: "core")
        @core(feature: "https://specs.apollo.dev/cost/v0.1", as: "price")
        @core(feature: "https://specs.apollo.dev/policy/v0.1", as: "rule") { query: Query }
      type Query { a: Int }`);
    expect(directiveNames(schema)).toMatchObject({ cost: "price", listSize: "price__listSize", policy: "rule" });
  });

  test("are found when @link is called otherwise", () => {
    const schema = schemaOf(`
      extend schema
        @uses(url: "https://specs.apollo.dev/link/v1.0", as: "uses")
        @uses(url: "https://specs.apollo.dev/authenticated/v0.1/", for: SECURITY, import: [{ name: "@authenticated", as: "@a" }])
      type Query { a: Int }`);
    expect(directiveNames(schema).authenticated).toBe("a");
  });

  test("are found whichever feature brings them", () => {
    const schema = schemaOf(`
      schema
        @link(url: "https://specs.apollo.dev/link/v1.0")
        @link(url: "${federation}", import: ["@key"])
        @link(url: "https://shop.test/http/v1.0", as: "http", import: [{ name: "@cacheControl", as: "@kept" }]) { query: Query }
      directive @federation__authenticated on FIELD_DEFINITION
      directive @kept(maxAge: Int) on FIELD_DEFINITION
      type Query { a: Int @federation__authenticated @kept }`);
    expect(directiveNames(schema)).toMatchObject({ authenticated: "federation__authenticated", cacheControl: "kept" });
  });

  test("of security are plain ones also where nothing says what they mean", () => {
    const schema = schemaOf("directive @authenticated on FIELD_DEFINITION type Query { a: Int @authenticated }");
    expect(directiveNames(schema).authenticated).toBe("authenticated");
  });
});

describe("what is applied to an element", () => {
  const schema = schemaOf(`
    directive @tag(name: String!) repeatable on OBJECT | FIELD_DEFINITION
    directive @scopes(scopes: [[String!]!]!) on FIELD_DEFINITION
    type Query @tag(name: "a") { one: Int @scopes(scopes: "x") @tag(name: "b") @tag(name: "c") two: Int @scopes(scopes: [["x", "y"], "z"]) }
    extend type Query @tag(name: "d")`);
  const { one, two } = (schema.getType("Query") as GraphQLObjectType).getFields();

  test("is told each time, with its arguments, extensions too", () => {
    expect(appliedTo(schema.getQueryType()!, "tag")).toEqual([{ name: "a" }, { name: "d" }]);
    expect(appliedTo(one!, "tag")).toEqual([{ name: "b" }, { name: "c" }]);
    expect(appliedTo(two!, "tag")).toEqual([]);
    expect(appliedTo(two!, undefined)).toEqual([]);
    expect(appliedTo(one!.astNode!, "tag")).toHaveLength(2);
  });

  test("may be a single value where a list is meant", () => {
    const scopesOf = (field: typeof one) =>
      appliedTo(field!, "scopes").map(({ scopes }) => listOf(scopes).map((alternative) => listOf(alternative)));
    expect(scopesOf(one)).toEqual([[["x"]]]);
    expect(scopesOf(two)).toEqual([[["x", "y"], ["z"]]]);
    expect(listOf(null)).toEqual([]);
  });
});
