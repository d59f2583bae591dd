import { CodedError, type Subgraph } from "@angidi/subgraph";
import { subgraph } from "./graph.ts";

interface Ref {
  readonly id: string;
  readonly skus?: readonly string[];
}

const titles: Readonly<Record<string, string>> = { p1: "Lamp", p2: "Chair", p3: "Table" };

/** Products, and what may be done to them. */
export function catalog(): Subgraph {
  return subgraph(
    "catalog",
    `
    type Query {
      product(id: ID!): Product
      products(first: Int = 2): [Product!]!
      pair(ids: [ID!]!): [Product]
      shelf: [Item!]!
      echo(kind: Kind, wish: Wish): String
    }
    type Mutation { rename(id: ID!, title: String!): RenameResult! note(text: String!): String }
    type Subscription { changed(ids: [ID!]!): Change! }
    type Change { sequence: Int! product: Product! }
    enum Kind { SMALL LARGE SECRET @inaccessible }
    input Wish { text: String! count: Int = 1 }
    type Product @key(fields: "id") {
      id: ID!
      title: String
      kind: Kind
      skus: [String!] @inaccessible
      fragile(strict: Boolean = false): String
      must: String!
      maker: Maker
    }
    type Maker { name: String! country: String }
    type Renamed { product: Product! }
    type TitleTaken implements UserError { message: String! path: [String!] other: Product }
    union RenameResult = Renamed | TitleTaken | InvalidInput
    union Item = Product | Voucher
    type Voucher @key(fields: "code") { code: String! worth: Int }
    `,
    {
      resolvers: {
        Query: {
          product: (_: unknown, { id }: Ref) => (titles[id] ? { id } : null),
          products: (_: unknown, { first }: { first: number }) =>
            Object.keys(titles)
              .slice(0, first)
              .map((id) => ({ id })),
          pair: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => (titles[id] ? { id } : null)),
          shelf: () => [
            { __typename: "Product", id: "p1" },
            { __typename: "Voucher", code: "v1", worth: 5 },
          ],
          echo: (_: unknown, args: object) => JSON.stringify(args),
        },
        Mutation: {
          rename: (_: unknown, { id, title }: { id: string; title: string }) => {
            if (title === "") return { __typename: "InvalidInput", message: "Empty", path: ["title"] };
            if (title === "Chair") return { __typename: "TitleTaken", message: "Taken", other: { id: "p2" } };
            return { __typename: "Renamed", product: { id } };
          },
          note: (_: unknown, { text }: { text: string }) => text,
        },
        Subscription: {
          changed: {
            async *subscribe(_: unknown, { ids }: { ids: string[] }) {
              for (const [index, id] of ids.entries()) yield { changed: { sequence: index + 1, product: { id } } };
            },
          },
        },
        Product: {
          title: ({ id }: Ref) => titles[id],
          kind: ({ id }: Ref) => (id === "p3" ? "SECRET" : "SMALL"),
          skus: ({ id }: Ref) => {
            if (id === "p2") throw new CodedError("BAD_USER_INPUT", "No SKUs today");
            return [`${id}-a`, `${id}-b`];
          },
          fragile: () => {
            throw new Error("secret of the house");
          },
          must: ({ id }: Ref) => {
            if (id === "p2") throw new CodedError("FORBIDDEN", "Not for you");
            return "must";
          },
          maker: () => ({ name: "Ada & Sons" }),
        },
      },
      entities: {
        Product: (references) => references,
        Voucher: (references) => references.map(({ code }) => ({ code, worth: 5 })),
      },
    },
  );
}

/** Stock, which needs the products' SKUs, and what the warehouse thinks of vouchers. */
export function inventory(): Subgraph {
  return subgraph(
    "inventory",
    `
    type Query { warehouse: String }
    type Mutation { count(sku: String!): CountResult }
    type Product @key(fields: "id") {
      id: ID!
      skus: [String!] @external
      stock: Stock @requires(fields: "skus")
      shelfCode(zone: String = "A"): String!
    }
    type Stock { total: Int! perSku: [SkuStock!]! }
    type SkuStock { sku: String! count: Int! }
    type Voucher @key(fields: "code") { code: String! printed: Boolean }
    type SkuUnknown implements UserError { message: String! path: [String!] sku: String! }
    type Counted { sku: String! }
    union CountResult = Counted | SkuUnknown
    `,
    {
      resolvers: {
        Query: { warehouse: () => "North" },
        Mutation: {
          count: (_: unknown, { sku }: { sku: string }) => ({ __typename: "SkuUnknown", message: "No such SKU", sku }),
        },
        Product: {
          stock: ({ skus }: Ref) => {
            if (!skus) return null;
            return { total: skus.length, perSku: skus.map((sku) => ({ sku, count: 1 })) };
          },
          shelfCode: ({ id }: Ref, { zone }: { zone: string }) => {
            if (id === "p3") throw new Error("a broken shelf");
            return `${zone}-${id}`;
          },
        },
        Voucher: { printed: () => true },
      },
      entities: { Product: (references) => references, Voucher: (references) => references },
    },
  );
}
