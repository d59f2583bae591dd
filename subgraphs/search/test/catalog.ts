import { defineSubgraph, type SubgraphTransport } from "@angidi/subgraph";
import type { CatalogProduct } from "../src/domain/document.ts";

const sdl = `
enum ProductSort { NEWEST }
type Category { slug: String! name: String! ancestors: [Category!]! }
type Brand { name: String! }
type SelectedOption { name: String! value: String! }
type Variant { sku: String! options: [SelectedOption!]! price: Money! }
type Product {
  id: ID! slug: String! title: String! description: String! status: String! version: Int! createdAt: DateTime!
  tags: [String!]! category: Category brand: Brand variants: [Variant!]!
}
type ProductEdge { cursor: String! node: Product! }
type ProductConnection { edges: [ProductEdge!]! pageInfo: PageInfo! }
type Query { products(first: Int!, after: String, sort: ProductSort): ProductConnection! }`;

/** A catalogue that lists what a test puts in, two products a page, and can be made to wait between pages. */
export interface CatalogStandIn {
  readonly services: (name: string) => SubgraphTransport;
  readonly products: { product: CatalogProduct; version: number }[];
  /** What happens before a page is answered. */
  onPage: () => Promise<void>;
}

export function startCatalog(signingKey: string): CatalogStandIn {
  const products: CatalogStandIn["products"] = [];
  const catalog: CatalogStandIn = { services: () => subgraph.transport, products, onPage: async () => {} };
  const subgraph = defineSubgraph({
    name: "catalog",
    schemaFolder: { sdl },
    resolvers: {
      Query: {
        products: async (_parent: unknown, { after }: { after: string | null }) => {
          await catalog.onPage();
          const from = after === null || after === undefined ? 0 : Number(after);
          const page = products.slice(from, from + 2);
          return {
            edges: page.map(({ product, version }) => ({ cursor: "", node: { ...product, version } })),
            pageInfo: {
              hasNextPage: from + 2 < products.length,
              hasPreviousPage: from > 0,
              endCursor: String(from + 2),
            },
          };
        },
      },
    },
    ports: {},
    signingKey,
  });
  return catalog;
}
