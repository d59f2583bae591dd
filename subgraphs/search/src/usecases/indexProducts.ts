import type { IndexWriter, Withdrawal } from "../data/indexWriter.ts";
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
  const { shown, gone } = documentsOf(changes);
  await index.put(shown);
  await index.withdraw(gone);
}

/** The newest of the changes of each product: as a document, or as what shoppers do not see. */
export function documentsOf(changes: readonly ProductChange[]): { shown: SearchDocument[]; gone: Withdrawal[] } {
  const newest = new Map<string, ProductChange>();
  for (const change of changes) {
    const known = newest.get(change.productId);
    if (!known || known.version < change.version) newest.set(change.productId, change);
  }
  const shown: SearchDocument[] = [];
  const gone: Withdrawal[] = [];
  for (const { productId, version, product } of newest.values()) {
    const document = product && documentOf(product, version);
    if (document) shown.push(document);
    else gone.push({ productId, version });
  }
  return { shown, gone };
}
