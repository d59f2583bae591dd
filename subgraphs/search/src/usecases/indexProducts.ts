import type { IndexWriter } from "../data/indexWriter.ts";
import { type CatalogProduct, documentOf, type SearchDocument } from "../domain/document.ts";

export interface ProductChange {
  readonly productId: string;
  readonly version: number;
  /** Null: it is gone. */
  readonly product: CatalogProduct | null;
}

/** Brings the index to the newest of the changes of each product; what the index has newer stays. */
export async function indexProducts(
  index: Pick<IndexWriter, "put" | "withdraw">,
  changes: readonly ProductChange[],
): Promise<void> {
  const newest = new Map<string, ProductChange>();
  for (const change of changes) {
    const known = newest.get(change.productId);
    if (!known || known.version < change.version) newest.set(change.productId, change);
  }
  const shown: SearchDocument[] = [];
  const gone: { productId: string; version: number }[] = [];
  for (const { productId, version, product } of newest.values()) {
    const document = product && documentOf(product, version);
    if (document) shown.push(document);
    else gone.push({ productId, version });
  }
  await index.put(shown);
  await index.withdraw(gone);
}
