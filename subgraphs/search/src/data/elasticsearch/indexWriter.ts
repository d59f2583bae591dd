import type { Transaction } from "@angidi/datastores";
import type { Client, estypes } from "@elastic/elasticsearch";
import { neverSold } from "../../domain/popularity.ts";
import type { IndexWriter } from "../indexWriter.ts";
import { writerOf } from "../writerOf.ts";
import { deadlines, errorOf, reach } from "./client.ts";
import { toIndexedProduct } from "./indexedProduct.ts";
import { changedSales, changedStock, type IndexedRow, putRows, rowsToWrite, withdrawRows } from "./indexedRows.ts";
import type { ProductIndices } from "./indices.ts";

/** Which documents of which generations changed. */
type Changed = readonly { readonly generation: number; readonly product_id: string }[];

/**
 * The writer on a transaction, which keeps what documents are made of; Elasticsearch is told before it commits. When it
 * does not commit, or nobody knows, the events come again and write the same with a greater revision: what Elasticsearch
 * has twice or too early is harmless, so nothing has to be undone.
 *
 * Every write bears its revision as an external version, and a deletion is remembered with its own: a request that was
 * held up on the way never wins over a later one.
 */
export function elasticsearchWriter(
  transaction: Transaction,
  client: Client,
  indices: ProductIndices,
  ensure: (generations: readonly number[]) => Promise<void>,
): IndexWriter {
  async function tell(changed: Changed): Promise<void> {
    if (changed.length === 0) return;
    await ensure(changed.map(({ generation }) => generation));
    const rows = await transaction.query<IndexedRow>("search.rowsToWrite", rowsToWrite, [
      changed.map(({ generation }) => generation),
      changed.map(({ product_id }) => product_id),
      neverSold,
    ]);
    await sendBulk(client, indices, rows);
  }

  const showProducts = async (productIds: readonly string[]) =>
    tell(await transaction.query("search.changedIndexed", changedSales, [productIds]));

  return writerOf(transaction, {
    async put(documents, { sameVersionToo }) {
      const values = [JSON.stringify(documents), sameVersionToo ? 0 : 1];
      await tell(await transaction.query("search.putIndexed", putRows, values));
    },

    async withdraw(withdrawals) {
      await tell(await transaction.query("search.withdrawIndexed", withdrawRows, [JSON.stringify(withdrawals)]));
    },

    async showStock(skus) {
      await tell(await transaction.query("search.changedStock", changedStock, [skus]));
    },

    showSales: showProducts,
    showRatings: showProducts,
  });
}

/** Throws StoreUnavailable if Elasticsearch does not take all of it now, and what it says of a document that it refuses. */
async function sendBulk(client: Client, indices: ProductIndices, rows: readonly IndexedRow[]): Promise<void> {
  const operations = rows.flatMap(({ generation, product_id, revision, document, ...observed }) => {
    const head = { _index: indices.nameOf(generation), _id: product_id, version: revision, version_type: "external" };
    if (document === null) return [{ delete: head }];
    const { in_stock: inStock, popularity, rating_factor: ratingFactor } = observed;
    return [{ index: head }, toIndexedProduct(document, { inStock, popularity, ratingFactor })];
  }) as estypes.BulkRequest["operations"];
  const { errors, items } = await reach(() =>
    client.bulk({ operations }, { requestTimeout: deadlines.write, maxRetries: 0 }),
  );
  if (!errors) return;
  for (const { index, delete: deletion } of items) {
    const { status, error } = (index ?? deletion)!;
    if (!error || status === 409) continue; // what is there is newer
    throw errorOf(status, error);
  }
}
