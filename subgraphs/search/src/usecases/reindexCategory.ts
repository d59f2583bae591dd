import type { Database } from "@angidi/datastores";
import type { SearchEngine } from "../data/searchEngine.ts";
import type { Catalog } from "../services/catalog.ts";
import { documentsOf } from "./indexProducts.ts";

/**
 * Writes the products of a category, and of those below it, anew as the catalogue has them: their own versions have not
 * changed, the category's name has. What is read now was written after the change, so an event of a product that was
 * published before it, and comes later, is of no newer version and does not bring the old name back.
 * `onPage` is called after each page.
 */
export async function reindexCategory(
  { catalog, database, writerOn }: { catalog: Catalog; database: Database; writerOn: SearchEngine["writerOn"] },
  slug: string,
  onPage: () => Promise<unknown> = async () => {},
): Promise<void> {
  let after: string | null = null;
  do {
    const page = await catalog.page(after, slug);
    const changes = page.products.map(({ product, version }) => ({ productId: product.id, version, product }));
    const { shown } = documentsOf(changes);
    await database.transaction((transaction) => writerOn(transaction).renew(shown));
    await onPage();
    after = page.next;
  } while (after !== null);
}
