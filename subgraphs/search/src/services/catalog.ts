import { StoreUnavailable } from "@angidi/datastores";
import { loadOperations, operation, type ServiceClient, ServiceUnavailable } from "@angidi/service-client";
import { anonymous } from "@angidi/subgraph";
import type { ProductAttribute } from "../domain/attributes.ts";
import type { CatalogProduct } from "../domain/document.ts";
import type { CatalogPageQuery, CatalogPageQueryVariables } from "../generated/catalog.ts";

export interface CatalogPage {
  readonly products: readonly { readonly product: CatalogProduct; readonly version: number }[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

/** What search asks of the catalogue. */
export interface Catalog {
  /** Products that everybody may see, page by page: all, or those of a category. Throws StoreUnavailable. */
  page(after: string | null, category: string | null): Promise<CatalogPage>;
}

type Listed = CatalogPageQuery["products"]["edges"][number]["node"];

const operations = loadOperations(new URL("./catalog.graphql", import.meta.url));
const catalogPage = operation<CatalogPageQuery, CatalogPageQueryVariables>(operations, "CatalogPage");
const pageSize = 100;
/** A page is large, and nobody waits for it. */
const deadlineMilliseconds = 20_000;

export function catalogClient(client: ServiceClient): Catalog {
  return {
    async page(after, category) {
      const filter = category === null ? null : { category };
      const { products } = await client
        .call(catalogPage, { first: pageSize, after, filter }, { caller: anonymous, deadlineMilliseconds })
        .catch((cause) => {
          // Events that need it wait, as they do for a store.
          if (cause instanceof ServiceUnavailable) throw new StoreUnavailable("The catalogue is away.", { cause });
          throw cause;
        });
      return {
        products: products.edges.map(({ node }) => ({ product: toProduct(node), version: node.version })),
        next: products.pageInfo.hasNextPage ? (products.pageInfo.endCursor ?? null) : null,
      };
    },
  };
}

function toProduct({ attributes, translations, ...product }: Listed): CatalogProduct {
  const filterable = new Set(
    product.category?.attributes.filter((defined) => defined.filterable).map(({ code }) => code),
  );
  return {
    ...product,
    translations: Object.fromEntries(translations.map(({ locale, ...texts }) => [locale, texts])),
    attributes: attributes.flatMap(({ code, name, text, number, unit, boolean, choice }): ProductAttribute[] => {
      const value = choice?.value ?? text ?? number ?? boolean;
      if (value === null || value === undefined) return [];
      return [{ code, name, value, label: choice?.label ?? null, unit, filterable: filterable.has(code) }];
    }),
  };
}
