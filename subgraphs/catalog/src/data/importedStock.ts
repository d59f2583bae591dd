/** Stock of a SKU as an import says it. */
export interface StockLevel {
  readonly sku: string;
  /** Null: without limit. */
  readonly onHand: number | null;
}

/** What imports last said of each SKU's stock. */
export interface ImportedStock {
  /** Those of the levels that differ from what was said last. */
  changed(levels: readonly StockLevel[]): Promise<readonly StockLevel[]>;
  remember(levels: readonly StockLevel[]): Promise<void>;
}
