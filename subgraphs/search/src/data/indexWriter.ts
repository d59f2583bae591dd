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

/** From what a generation is built. */
export type RebuildSource = "CATALOG" | "EVENTS";

/** Of the generation that is being built. */
export interface Building {
  readonly generation: number;
  readonly source: RebuildSource;
  readonly startedAt: Date;
  readonly readTo: string | null;
  readonly readCount: number;
}

export interface IndexStatus {
  readonly generation: number;
  readonly activatedAt: Date;
  readonly documents: number;
  readonly building: Building | null;
}

/** The generations of the index. All but `status` throw StoreUnavailable while the engine is away. */
export interface Generations {
  /** Makes the engine ready for use. What it lacks, since it is new or was emptied, begins to be built. */
  prepare(): Promise<void>;
  status(): Promise<IndexStatus>;
  /** Begins a new generation; null while one is being built. */
  begin(source: RebuildSource): Promise<Building | null>;
  building(): Promise<Building | null>;
  /** Notes how far the source was read. */
  readTo(generation: number, cursor: string | null, products: number): Promise<void>;
  /** Puts the generation in the place of the active one, at once for every search. */
  activate(generation: number): Promise<void>;
  /** Removes some documents of generations that are no longer in use; whether any are left. */
  sweep(): Promise<boolean>;
}
