import { defineSubgraph, type SubgraphTransport } from "@angidi/subgraph";
import type { CatalogProduct } from "../src/domain/document.ts";
import type { Catalog } from "../src/services/catalog.ts";

const sdl = `
enum ProductSort { NEWEST }
type AttributeDefinition { code: String! filterable: Boolean! }
type AttributeChoice { value: String! label: String! }
type ProductAttribute {
  code: String! name: String! text: String number: Float unit: String boolean: Boolean choice: AttributeChoice
}
type ProductTranslation { locale: String! title: String description: String }
type Category { slug: String! name: String! ancestors: [Category!]! attributes: [AttributeDefinition!]! }
type Brand { name: String! }
type SelectedOption { name: String! value: String! }
type Variant { sku: String! options: [SelectedOption!]! price: Money! }
type Product {
  id: ID! slug: String! title: String! description: String! status: String! version: Int! createdAt: DateTime!
  tags: [String!]! category: Category brand: Brand variants: [Variant!]!
  attributes: [ProductAttribute!]! translations: [ProductTranslation!]!
}
type ProductEdge { cursor: String! node: Product! }
type ProductConnection { edges: [ProductEdge!]! pageInfo: PageInfo! }
input ProductFilter { category: String }
type Query { products(first: Int!, after: String, filter: ProductFilter, sort: ProductSort): ProductConnection! }`;

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
        products: async (_parent: unknown, { after, filter }: Asked) => {
          await catalog.onPage();
          const from = after === null || after === undefined ? 0 : Number(after);
          const all = products.filter(({ product: { category } }) => isIn(category, filter?.category));
          const page = all.slice(from, from + 2);
          return {
            edges: page.map(({ product, version }) => ({ cursor: "", node: { ...listed(product), version } })),
            pageInfo: {
              hasNextPage: from + 2 < all.length,
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

/** The product as the catalogue's schema has it. */
function listed({ attributes = [], translations = {}, ...product }: CatalogProduct) {
  return {
    ...product,
    category: product.category && { ...product.category, attributes },
    attributes: attributes.map(({ code, name, value, label, unit }) => ({
      ...{ code, name, unit },
      text: typeof value === "string" && label === null ? value : null,
      number: typeof value === "number" ? value : null,
      boolean: typeof value === "boolean" ? value : null,
      choice: label === null ? null : { value, label },
    })),
    translations: Object.entries(translations).map(([locale, texts]) => ({ locale, ...texts })),
  };
}

interface Asked {
  readonly after: string | null;
  readonly filter?: { readonly category?: string } | null;
}

function isIn(category: CatalogProduct["category"], slug: string | undefined): boolean {
  return slug === undefined || [category, ...(category?.ancestors ?? [])].some((known) => known?.slug === slug);
}

/** The catalogue without a service between, for use cases. */
export function catalogOf({ products }: CatalogStandIn): Catalog {
  return {
    page: async (_after, slug) => ({
      products: products.filter(({ product: { category } }) => isIn(category, slug ?? undefined)),
      next: null,
    }),
  };
}
