import { composeSupergraph } from "../../src/supergraph/compose.ts";

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable",
  "@requires", "@external", "@override", "@inaccessible", "@interfaceObject", "@tag", "@composeDirective"])`;

/** Composes a supergraph of subgraphs that are written as SDL, by name; they may use the directives of federation. */
export function supergraphOfSdl(subgraphs: Readonly<Record<string, string>>): string {
  return composeSupergraph(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      sdl: `${link} ${sdl}`,
      url: `http://${name}.test/graphql`,
    })),
  );
}

/** Two subgraphs of which one knows more about the other's products. */
export const shopSupergraph = supergraphOfSdl({
  catalog: `
    type Query { product(id: ID!): Product }
    type Mutation { rename(id: ID!, title: String!): Product }
    type Subscription { changed: Product }
    type Product @key(fields: "id") { id: ID! title: String weight(unit: String!): Int price: Int }`,
  stock: `
    type Query { warehouses: [String!] }
    type Product @key(fields: "id") {
      id: ID!
      weight(unit: String!): Int @external
      shelves: [String!] @requires(fields: "weight(unit: \\"g\\")")
      stock: Int
      price: Int @override(from: "catalog", label: "percent(50)")
    }`,
});
