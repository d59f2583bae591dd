import type { Subgraph } from "@angidi/subgraph";
import { subgraph } from "./graph.ts";

/** A subgraph whose elements say what they cost. */
export function library(): Subgraph {
  return subgraph(
    "library",
    `
    type Query {
      book(id: ID): Book
      bestsellers: [Book!]! @listSize(assumedSize: 5)
      shelves: [Book!]!
      newest(limit: Int!): [Book!] @listSize(slicingArguments: ["limit"])
      window(first: Int, last: Int, offset: Int = 3): [Book!]
        @listSize(assumedSize: 7, slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
      page(first: Int = 4): Page
        @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
      search(text: String @cost(weight: 3), filter: Filter, genres: [Genre!]): [Item!]!
        @cost(weight: 20) @listSize(assumedSize: 2)
      anything: Item
      named: Named
      ladder: [[Book!]!]! @listSize(assumedSize: 2)
      cheap(coupon: String @cost(weight: -50)): Book @cost(weight: 8)
      words: [String!]! @listSize(assumedSize: 6)
      version: String
    }
    type Mutation { lend(id: ID!): Book return(id: ID!): Boolean @cost(weight: 5) }
    type Subscription { lent(times: Int = 1): Book }
    type Book implements Named {
      id: ID!
      name: String
      author: Author
      publisher: Publisher
      score: Int @cost(weight: 2)
      genre: Genre
      sequels(first: Int): [Book!] @listSize(slicingArguments: ["first"], assumedSize: 3, requireOneSlicingArgument: false)
    }
    type Author implements Named { name: String address: Address books(first: Int!): [Book!] @listSize(slicingArguments: ["first"]) }
    type Publisher { name: String address: Address }
    type Address @cost(weight: 5) { zip: String! country: Country }
    scalar Country @cost(weight: 1)
    enum Genre @cost(weight: 2) { FICTION POETRY }
    type Page { edges: [Edge!]! nodes: [Book!]! total: Int }
    type Edge @cost(weight: 0) { cursor: String! node: Book! }
    type Tape implements Named @cost(weight: 4) { id: ID! name: String minutes: Int }
    union Item = Book | Tape
    interface Named { name: String }
    input Filter { year: Int @cost(weight: 1) inner: [Filter!] genre: Genre }
    `,
    {
      resolvers: {
        Query: {
          book: (_: unknown, { id }: { id: string }) => ({ id, name: "Emma" }),
          newest: (_: unknown, { limit }: { limit: number }) => Array.from({ length: limit }, (_, id) => ({ id })),
          version: () => "1",
        },
        Mutation: { lend: (_: unknown, { id }: { id: string }) => ({ id }), return: () => true },
        Subscription: {
          lent: {
            async *subscribe(_: unknown, { times }: { times: number }) {
              for (let id = 0; id < times; id++) yield { lent: { id } };
            },
          },
        },
      },
    },
  );
}
