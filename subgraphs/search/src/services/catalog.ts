import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import { anonymous } from "@angidi/subgraph";
import type { CatalogProduct } from "../domain/document.ts";
import type { CatalogPageQuery, CatalogPageQueryVariables } from "../generated/catalog.ts";

export interface CatalogPage {
  readonly products: readonly { readonly product: CatalogProduct; readonly version: number }[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

/** What search asks of the catalogue. */
export interface Catalog {
  /** Products that everybody may see, page by page: all, or those of a category. Throws ServiceUnavailable. */
  page(after: string | null, category: string | null): Promise<CatalogPage>;
}

const operations = loadOperations(new URL("./catalog.graphql", import.meta.url));
const catalogPage = operation<CatalogPageQuery, CatalogPageQueryVariables>(operations, "CatalogPage");
const pageSize = 100;
/** A page is large, and nobody waits for it. */
const deadlineMilliseconds = 20_000;

export function catalogClient(client: ServiceClient): Catalog {
  return {
    async page(after, category) {
      const options = { caller: anonymous, deadlineMilliseconds };
      const { products } = await client.call(
        catalogPage,
        { first: pageSize, after, filter: category === null ? null : { category } },
        options,
      );
      return {
        products: products.edges.map(({ node: { version, ...product } }) => ({ product, version })),
        next: products.pageInfo.hasNextPage ? (products.pageInfo.endCursor ?? null) : null,
      };
    },
  };
}
