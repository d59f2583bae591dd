import type { CategoryInTree } from "../domain/category.ts";
import { type Place, placeOf } from "../domain/listing.ts";
import type { Product } from "../domain/product.ts";
import type { Ports } from "../ports.ts";

/** A product with what a file says of it beside its own fields. */
export interface ExportedProduct {
  readonly product: Product;
  /** Null: in none. */
  readonly category: CategoryInTree | null;
}

/** As many as are in memory at a time. */
const pageSize = 500;

/**
 * All products that are not deleted, drafts and archived ones among them, the newest first; or those after a product, by
 * its slug, to go on from there. What is created meanwhile is not among them. Two statements for five hundred products.
 */
export async function* exportProducts(
  ports: Pick<Ports, "products" | "categories">,
  { afterSlug, signal }: { readonly afterSlug?: string | undefined; readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<ExportedProduct> {
  let after = afterSlug === undefined ? null : await placeOfSlug(ports, afterSlug);
  for (;;) {
    signal?.throwIfAborted();
    const page = await ports.products.list({ conditions: {}, sort: "NEWEST", after, limit: pageSize });
    const categories = await categoriesOf(ports, page);
    for (const product of page) {
      yield { product, category: product.categoryId === null ? null : (categories.get(product.categoryId) ?? null) };
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = placeOf(last, "NEWEST");
  }
}

/** Thrown when an export is to go on after a product that is not there any more. */
export class ExportRefused extends Error {
  override readonly name = "ExportRefused";
}

async function placeOfSlug({ products }: Pick<Ports, "products">, slug: string): Promise<Place> {
  const [product] = await products.bySlugs([slug]);
  if (!product) throw new ExportRefused(`The last product of the file, ${slug}, is gone: export all of them anew.`);
  return placeOf(product, "NEWEST");
}

async function categoriesOf(
  { categories }: Pick<Ports, "categories">,
  products: readonly Product[],
): Promise<ReadonlyMap<string, CategoryInTree>> {
  const ids = [...new Set(products.flatMap(({ categoryId }) => (categoryId === null ? [] : [categoryId])))];
  const found = ids.length > 0 ? await categories.byIds(ids) : [];
  return new Map(found.map((category) => [category.id, category]));
}

/** The names from the top of the tree down to a category; empty for none. */
export function pathOf(category: CategoryInTree | null): string[] {
  return category ? [...category.ancestors, category].map(({ name }) => name) : [];
}
