import { describe, expect, test } from "@jest/globals";
import { buildSchema, Kind, parse, print } from "graphql";
import { missingAnnotations, untaggedStaffTypes } from "../checks/annotations.ts";
import { brokenConventions } from "../checks/conventions.ts";
import { publicSchema } from "../supergraph.ts";
import { variantSchema } from "../variants.ts";
import { supergraphOf } from "./supergraphOf.ts";

describe("annotations", () => {
  const supergraph = supergraphOf({
    catalog: `
      type Query {
        products(first: Int! = 20): ProductConnection!
          @cost(weight: 5)
          @listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
        me: String @authenticated
        audit: String @requiresScopes(scopes: [["audit:read"]]) @policy(policies: [["office"]]) @tag(name: "staff")
      }
      type ProductConnection { edges: [Product!]! }
      type Product @key(fields: "id") @cacheControl(maxAge: 60, scope: RIGHTS) { id: ID! price: Money! }
    `,
    inventory: `
      type Product @key(fields: "id") { id: ID! availability: Int @cacheControl(maxAge: 5, scope: PUBLIC) }
    `,
  });

  /** How a field of the supergraph, or a type, is annotated. */
  function annotationsOf(coordinate: string): string[] {
    const [typeName, fieldName] = coordinate.split(".");
    const type = parse(supergraph).definitions.find(
      (one) => one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === typeName,
    ) as Extract<ReturnType<typeof parse>["definitions"][number], { kind: Kind.OBJECT_TYPE_DEFINITION }>;
    const node = fieldName ? type.fields!.find((one) => one.name.value === fieldName)! : type;
    return node.directives!.filter(({ name }) => !name.value.startsWith("join__")).map(print);
  }

  test("arrive in the supergraph as they were written", () => {
    expect(annotationsOf("Query.products")).toEqual([
      "@cost(weight: 5)",
      '@listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)',
    ]);
    expect(annotationsOf("Query.me")).toEqual(["@authenticated"]);
    expect(annotationsOf("Query.audit")).toEqual([
      '@requiresScopes(scopes: [["audit:read"]])',
      '@policy(policies: [["office"]])',
      '@tag(name: "staff")',
    ]);
    expect(annotationsOf("Product")).toEqual(["@cacheControl(maxAge: 60, scope: RIGHTS)"]);
    expect(annotationsOf("Product.availability")).toEqual(["@cacheControl(maxAge: 5, scope: PUBLIC)"]);
  });

  test("bring nothing that clients could see", () => {
    expect(publicSchema(supergraph).getType("cacheControl__Scope")).toBeUndefined();
    expect(publicSchema(supergraph).getDirective("cacheControl")).toBeUndefined();
  });

  test.each([
    ["a list of objects without a size", "type Query { brands: [Brand!]! } type Brand { id: ID! }"],
    [
      "a connection without a size",
      "type Query { brands(first: Int): BrandConnection! } type BrandConnection { id: ID }",
    ],
    ["a scope that is open to all", 'type Query { audit: Int @requiresScopes(scopes: [["audit:read"]]) }'],
    ["something guarded that is kept", "type Query { me: Int @authenticated @cacheControl(maxAge: 5) }"],
  ])("are missed on %s", (_what, sdl) => {
    const lacking = supergraphOf({ catalog: sdl });
    expect(missingAnnotations(lacking, publicSchema(lacking))).toHaveLength(1);
  });

  test("are complete where nothing is missed", () => {
    expect(missingAnnotations(supergraph, publicSchema(supergraph))).toEqual([]);
  });

  test("are missed on types that only staff come to", async () => {
    const sdl = (tag: string) =>
      `type Query { id: ID audit: Audit @tag(name: "staff") } type Audit ${tag} { by: String }`;
    const findings = async (tag: string) => {
      const composed = supergraphOf({ admin: sdl(tag) });
      const everybody = await variantSchema(composed, { exclude: ["staff"] });
      return untaggedStaffTypes(composed, { everybody, staff: publicSchema(composed) });
    };
    expect(await findings("")).toEqual(['Audit: only staff come to it: @tag(name: "staff")']);
    expect(await findings('@tag(name: "staff")')).toEqual([]);
  });
});

describe("a deprecation", () => {
  const deprecating = (reason: string) =>
    brokenConventions(
      buildSchema(`
        type Query { a(x: Int @deprecated(reason: "${reason}")): E @deprecated(reason: "${reason}") }
        enum E { ONE @deprecated(reason: "${reason}") }
      `),
    );

  test("says until when what it is about stays, wherever it stands", () => {
    expect(deprecating("Use b; removed after 2027-06-30")).toEqual([]);
    for (const undated of ["Use b", "Use b; removed after 2027-02-30", "Use b until 2027"]) {
      expect(deprecating(undated)).toHaveLength(3);
    }
  });
});
