import type { Queryable } from "@angidi/datastores";
import type { SearchDocument } from "../domain/document.ts";
import type { IndexWriter, Withdrawal } from "./indexWriter.ts";
import { keepRatings, keepSales, keepStock, lockWriters } from "./observations.ts";

/** What an engine does with its documents, by the turn of the writer. None of the lists is empty. */
export interface DocumentWriter {
  put(documents: readonly SearchDocument[], options: { readonly sameVersionToo: boolean }): Promise<void>;
  withdraw(withdrawals: readonly Withdrawal[]): Promise<void>;
  /** Has what these SKUs belong to show whether it is in stock. */
  showStock(skus: readonly string[]): Promise<void>;
  showSales(productIds: readonly string[]): Promise<void>;
  showRatings(productIds: readonly string[]): Promise<void>;
}

/** The writer on a transaction: one at a time, and what documents are made of is kept before they show it. */
export function writerOf(transaction: Queryable, engine: DocumentWriter): IndexWriter {
  async function inTurn<Item>(items: readonly Item[], write: (items: readonly Item[]) => Promise<void>): Promise<void> {
    if (items.length === 0) return;
    await lockWriters(transaction);
    await write(items);
  }

  return {
    put: (documents) => inTurn(documents, (some) => engine.put(some, { sameVersionToo: false })),
    renew: (documents) => inTurn(documents, (some) => engine.put(some, { sameVersionToo: true })),
    withdraw: (withdrawals) => inTurn(withdrawals, engine.withdraw),
    setStock: (levels) =>
      inTurn(levels, async (some) => {
        const turned = await keepStock(transaction, some);
        if (turned.length > 0) await engine.showStock(turned);
      }),
    addSales: (sales) =>
      inTurn(sales, async (some) => {
        await keepSales(transaction, some);
        await engine.showSales(some.map(({ productId }) => productId));
      }),
    setRatings: (ratings) =>
      inTurn(ratings, async (some) => {
        await keepRatings(transaction, some);
        await engine.showRatings(some.map(({ productId }) => productId));
      }),
  };
}
