import { buildSchema, parse } from "graphql";

/** A schema to complete, validate and build operations by. */
export const schema = buildSchema(`
  directive @live on FIELD
  type Query {
    product(slug: String!, currency: Currency): Product
    products(first: Int = 10, filter: Filter, kinds: [Kind!]): [Product!]!
    find(id: ID!): Found
    node(id: ID!): Node
    version: String
    old: String @deprecated(reason: "Use version")
  }
  type Mutation { rename(input: Rename!): Product }
  interface Node { id: ID! }
  type Product implements Node { id: ID! title: String! reviews(first: Int!): [Review!]! related: [Product!]! }
  type Review { stars: Int! text: String }
  type Person implements Node { id: ID! name: String }
  union Found = Product | Person
  enum Currency { EUR USD }
  enum Kind { BOOK LAMP }
  input Filter { inStock: Boolean kind: Kind words: [String!] }
  input Rename { id: ID! title: String! kind: Kind! note: String }
`);

/** Throws unless the text is a document. */
export const mustParse = (text: string) => parse(text);

/** A text and the place of `|` in it. */
export function cursorIn(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf("|");
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** A module of the explorer: plain JavaScript for browsers, without types. */
// biome-ignore lint/suspicious/noExplicitAny: it has no types
export function explorerModule(path: string): Promise<any> {
  return import(`../../src/explorer/${path}`);
}
