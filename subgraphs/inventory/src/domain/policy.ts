/** Whether a SKU is sold beyond what there is, and under which name. */
export type PolicyKind = "NONE" | "BACKORDER" | "PREORDER";

/** What a SKU is sold by, as it holds now: a preorder whose time has come is none. */
export interface SkuTerms {
  readonly policy: PolicyKind;
  /** How many pieces may be waited for at a time; null: any number. Without a policy it means nothing. */
  readonly limit: number | null;
  /** Pieces that orders wait for. */
  readonly backordered: number;
  /** Null: the platform's. */
  readonly lowStockThreshold: number | null;
}

/** Of a SKU that nobody has said anything about. */
export const usualTerms: SkuTerms = { policy: "NONE", limit: null, backordered: 0, lowStockThreshold: null };

/** How many pieces more orders may be promised than there are; null: any number. */
export function backorderable({ policy, limit, backordered }: SkuTerms): number | null {
  if (policy === "NONE") return 0;
  return limit === null ? null : Math.max(0, limit - backordered);
}

/** The same by SKU, for several; of others none. */
export function backorderableOf(
  stock: readonly (SkuTerms & { readonly sku: string })[],
): (sku: string) => number | null {
  const bySku = new Map(stock.map((each) => [each.sku, backorderable(each)]));
  return (sku) => bySku.get(sku) ?? (bySku.has(sku) ? null : 0);
}

/** What can be sold: what lies there, and what may be waited for. Null is any number, of either. */
export function sellableOf(available: number | null, terms: SkuTerms): number | null {
  const beyond = backorderable(terms);
  return available === null || beyond === null ? null : available + beyond;
}

/** What a shopper is told of a SKU. */
export type AvailabilityStatus = "IN_STOCK" | "BACKORDER" | "PREORDER" | "OUT_OF_STOCK";

export function availabilityStatus(stock: {
  readonly available: number | null;
  readonly sellable: number | null;
  readonly policy: PolicyKind;
}): AvailabilityStatus {
  if (stock.available === null || stock.available > 0) return "IN_STOCK";
  const isSold = stock.sellable === null || stock.sellable > 0;
  return isSold && stock.policy !== "NONE" ? stock.policy : "OUT_OF_STOCK";
}
