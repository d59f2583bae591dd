import type { SearchDocument } from "../domain/document.ts";

/** A product that shoppers do not see, from this version on. */
export interface Withdrawal {
  readonly productId: string;
  readonly version: number;
}

export interface StockLevel {
  readonly sku: string;
  readonly inStock: boolean;
  readonly version: number;
}

export interface Sale {
  readonly productId: string;
  /** See domain/popularity.ts. */
  readonly popularity: number;
}

export interface RatingLevel {
  readonly productId: string;
  /** See domain/scoring.ts. */
  readonly ratingFactor: number;
  readonly version: number;
}

/**
 * Changes the index: every generation that is in use or being built. What is older than what it has is passed over.
 * Throws StoreUnavailable while the engine is away.
 */
export interface IndexWriter {
  put(documents: readonly SearchDocument[]): Promise<void>;
  /** As `put`, but takes the place of the same version too: what changed stands around the product, as a category's name. */
  renew(documents: readonly SearchDocument[]): Promise<void>;
  withdraw(withdrawals: readonly Withdrawal[]): Promise<void>;
  setStock(levels: readonly StockLevel[]): Promise<void>;
  addSales(sales: readonly Sale[]): Promise<void>;
  setRatings(ratings: readonly RatingLevel[]): Promise<void>;
}
