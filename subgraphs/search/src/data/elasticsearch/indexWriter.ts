import type { Transaction } from "@angidi/datastores";
import type { Client, estypes } from "@elastic/elasticsearch";
import type { SearchDocument } from "../../domain/document.ts";
import { neverSold } from "../../domain/popularity.ts";
import type { IndexWriter } from "../indexWriter.ts";
import { keepRatings, keepSales, keepStock, lockWriters } from "../postgres/observations.ts";
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
  async function write(change: () => Promise<Changed>): Promise<void> {
    await lockWriters(transaction);
    const changed = await change();
    if (changed.length === 0) return;
    await ensure(changed.map(({ generation }) => generation));
    const rows = await transaction.query<IndexedRow>("search.rowsToWrite", rowsToWrite, [
      changed.map(({ generation }) => generation),
      changed.map(({ product_id }) => product_id),
      neverSold,
    ]);
    await sendBulk(client, indices, rows);
  }

  const put = (documents: readonly SearchDocument[], sameVersionToo: boolean) =>
    write(() => transaction.query("search.putIndexed", putRows, [JSON.stringify(documents), sameVersionToo ? 0 : 1]));

  return {
    async put(documents) {
      if (documents.length > 0) await put(documents, false);
    },

    async renew(documents) {
      if (documents.length > 0) await put(documents, true);
    },

    async withdraw(withdrawals) {
      if (withdrawals.length === 0) return;
      await write(() => transaction.query("search.withdrawIndexed", withdrawRows, [JSON.stringify(withdrawals)]));
    },

    async setStock(levels) {
      if (levels.length === 0) return;
      await write(async () => {
        const skus = await keepStock(transaction, levels);
        return transaction.query("search.changedStock", changedStock, [skus]);
      });
    },

    async addSales(sales) {
      if (sales.length === 0) return;
      await write(async () => {
        await keepSales(transaction, sales);
        return transaction.query("search.changedIndexed", changedSales, [sales.map(({ productId }) => productId)]);
      });
    },

    async setRatings(ratings) {
      if (ratings.length === 0) return;
      await write(async () => {
        await keepRatings(transaction, ratings);
        return transaction.query("search.changedIndexed", changedSales, [ratings.map(({ productId }) => productId)]);
      });
    },
  };
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
