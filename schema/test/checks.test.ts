import { describe, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { undeclaredBreakingChanges } from "../checks/breakingChanges.ts";
import { brokenConventions } from "../checks/conventions.ts";
import { missingDescriptions } from "../checks/descriptions.ts";

describe("descriptions", () => {
  test("are missed on types, fields, arguments, input fields and enum values", () => {
    const schema = buildSchema(`
      type Query { product(id: ID!, slug: String): Product }
      type Product { "Opaque." id: ID! status: Status! }
      enum Status { OPEN "Said." CLOSED }
      input Filter { brand: String }
    `);
    expect(missingDescriptions(schema).sort()).toEqual(
      [
        "Filter",
        "Filter.brand",
        "Product",
        "Product.status",
        "Query.product",
        "Query.product(id:)",
        "Query.product(slug:)",
        "Status",
        "Status.OPEN",
      ].map((coordinate) => `${coordinate} has no description`),
    );
  });
});

describe("conventions", () => {
  const errors = "interface UserError { message: String! } type Refused implements UserError { message: String! }";

  test("are kept by a schema that follows them", () => {
    const schema = buildSchema(`
      ${errors}
      type Query { products(first: Int!, after: String): ProductConnection! }
      type ProductConnection { edges: [Product!]! }
      type Product { id: ID! price: Money! kind: Kind! }
      type Money { amount: Int! currency: String! }
      enum Kind { PLAIN GIFT_CARD }
      type Mutation { saveProduct(input: SaveProductInput!): SaveProductResult! }
      input SaveProductInput { title: String! }
      type ProductSaved { id: ID! }
      union SaveProductResult = ProductSaved | Refused
    `);
    expect(brokenConventions(schema)).toEqual([]);
  });

  test.each([
    ["a name in another case", "type Query { Product: thing } type thing { an_id: ID }", 3],
    ["a connection without first and after", "type Query { products: XConnection } type XConnection { id: ID }", 2],
    ["an offset", "type Query { products(offset: Int): ID }", 1],
    ["money as a float", "type Query { totalPrice: Float }", 1],
    [
      "a mutation without an input",
      `type Query { id: ID } ${errors} type Done { id: ID } union R = Done | Refused type Mutation { doIt(id: ID!): R! }`,
      1,
    ],
    [
      "a mutation that gives no union",
      "type Query { id: ID } input DoItInput { id: ID } type Mutation { doIt(input: DoItInput!): ID }",
      1,
    ],
    [
      "a mutation that cannot refuse",
      "type Query { id: ID } input DoItInput { id: ID } type Done { id: ID } union R = Done type Mutation { doIt(input: DoItInput!): R! }",
      1,
    ],
  ])("are broken by %s", (_what, sdl, breaches) => {
    expect(brokenConventions(buildSchema(sdl))).toHaveLength(breaches);
  });
});

describe("breaking changes", () => {
  const before = buildSchema("type Query { product: ID brand: ID }");
  const now = buildSchema("type Query { product: ID category: ID }");

  test("are refused until they are declared", async () => {
    const [finding, ...more] = await undeclaredBreakingChanges(before, now, "# none");
    expect(more).toEqual([]);
    expect(finding).toContain("FIELD_REMOVED Query.brand");

    const declared = "# Declared\n\n- FIELD_REMOVED Query.brand: nobody asked for it any more\n";
    expect(await undeclaredBreakingChanges(before, now, declared)).toEqual([]);
  });

  test("are not what is added", async () => {
    const larger = buildSchema("type Query { product: ID brand: ID category: ID }");
    expect(await undeclaredBreakingChanges(before, larger, "")).toEqual([]);
  });
});
