import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { type GraphQLSchema, Kind, parse, printSchema, validate } from "graphql";
import { readSupergraph } from "../supergraph.ts";
import { variantSchema, variantSchemas } from "../variants.ts";
import { supergraphOf } from "./supergraphOf.ts";

describe("a variant", () => {
  const supergraph = supergraphOf({
    catalog: `
      type Query {
        product(id: ID!, draft: Boolean @tag(name: "staff")): Product @tag(name: "partner")
        audit: [Audit!]! @tag(name: "staff")
        me: User
      }
      type Mutation { save(input: SaveInput!): Saved! @tag(name: "staff") }
      input SaveInput { title: String! }
      type Saved { product: Product! }
      type Audit { at: DateTime! }
      type User { name: String! }
      interface Node { id: ID! }
      type Product implements Node @key(fields: "id") @tag(name: "partner") {
        id: ID!
        title: String!
        status: Status! @tag(name: "staff")
      }
      enum Status { DRAFT PUBLISHED }
    `,
    inventory: `
      type Product @key(fields: "id") { id: ID! availability: Availability! }
      type Availability @tag(name: "partner") { inStock: Boolean! }
    `,
  });
  const typesOf = (schema: GraphQLSchema) =>
    Object.keys(schema.getTypeMap()).filter(
      (name) => !name.startsWith("__") && !/^(ID|String|Boolean|Int|Float)$/.test(name),
    );

  test("leaves out what is excluded, and the types to which nothing leads any more", async () => {
    const schema = await variantSchema(supergraph, { exclude: ["staff"] });
    expect(typesOf(schema).sort()).toEqual(["Availability", "Node", "Product", "Query", "User"]);
    expect(printSchema(schema)).toContain("product(id: ID!): Product");
    expect(printSchema(schema)).not.toMatch(/staff|status|audit/);
  });

  test("has of what is included what its own tag or its type's names, from whichever subgraph", async () => {
    const schema = await variantSchema(supergraph, { include: ["partner"], exclude: ["staff"] });
    expect(typesOf(schema).sort()).toEqual(["Availability", "Product", "Query"]);
    expect(Object.keys(schema.getQueryType()!.getFields())).toEqual(["product"]);
  });

  test("with neither is the whole graph", async () => {
    expect(typesOf(await variantSchema(supergraph, {}))).toContain("Audit");
  });

  test("leaves out a field whose type goes", async () => {
    const torn = supergraphOf({
      catalog: `type Query { audit: Audit, title: String } type Audit @tag(name: "staff") { by: String }`,
    });
    const schema = await variantSchema(torn, { exclude: ["staff"] });
    expect(Object.keys(schema.getQueryType()!.getFields())).toEqual(["title"]);
  });
});

describe("the graph's variants", () => {
  let schemas: Awaited<ReturnType<typeof variantSchemas>>;
  beforeAll(async () => {
    schemas = await variantSchemas(readSupergraph());
  });
  const document = parse(readFileSync(new URL("../../e2e/src/operations.graphql", import.meta.url), "utf8"));
  const names = (text: string) => text.trim().split(/\s+/);
  const shoppers = names(`
    Register Login RefreshSession Logout Me ProductList ProductPage Search Suggest AddCartLines UpdateCartLines
    ApplyDiscountCode Cart CheckoutQuote PlaceOrder CompletePaymentAction Order CancelOrder OrderStatus
  `);
  const staffs = names(`
    Warehouses SetStock CreateProduct UpdateProduct FulfilOrder RefundOrder CreatePromotion Notifications MarkDelivered
  `);

  /** An operation with the document's fragments: those that it does not use are no matter. */
  function mistakesIn(name: string, schema: GraphQLSchema) {
    const definitions = document.definitions.filter(
      (one) =>
        one.kind === Kind.FRAGMENT_DEFINITION || (one.kind === Kind.OPERATION_DEFINITION && one.name?.value === name),
    );
    expect(definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)).toBe(true);
    return validate(schema, { kind: Kind.DOCUMENT, definitions })
      .map(({ message }) => message)
      .filter((message) => !/^Fragment "\w+" is never used/.test(message));
  }

  test.each(shoppers)("let shoppers send %s", (name) => {
    expect(mistakesIn(name, schemas.shopper)).toEqual([]);
  });

  test.each(staffs)("let staff send %s, and do not show shoppers that there is such a thing", (name) => {
    expect(mistakesIn(name, schemas.admin)).toEqual([]);
    expect(mistakesIn(name, schemas.shopper)).not.toEqual([]);
  });

  test("let partners read the catalogue and do nothing else", () => {
    expect(Object.keys(schemas.partner.getQueryType()!.getFields()).sort()).toEqual(
      names("brands categories category markets product products searchProducts searchSuggestions sellers"),
    );
    expect(schemas.partner.getMutationType()).toBeUndefined();
    expect(schemas.partner.getSubscriptionType()).toBeUndefined();
  });
});
