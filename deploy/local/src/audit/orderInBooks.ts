/** Pieces by SKU. */
export type Pieces = Readonly<Record<string, number>>;

/** What one order is in the books of each subgraph. Amounts are in minor units. */
export interface OrderInBooks {
  readonly number: string;
  readonly status: string;
  /** Something about it is still being carried out, or waits for somebody: its books may differ until that is done. */
  readonly isUnderWay: boolean;
  readonly currency: string;
  readonly total: number;
  readonly refunded: number;
  /** What staff gave back in ways that payments do not know of; a part of what was refunded, unless for an edit that came to nothing. */
  readonly refundedOutside: number;
  readonly ordered: Pieces;
  readonly shipped: Pieces;
  /** Not sent and not to be sent any more. */
  readonly withdrawn: Pieces;
  readonly promotionIds: readonly string[];
  /** All of its payments together. */
  readonly payment: { readonly captured: number; readonly refunded: number; readonly currencies: readonly string[] };
  /** What inventory holds for it, and what it has let go to the shopper. */
  readonly stock: { readonly held: Pieces; readonly fulfilled: Pieces };
  /** The promotions that carts count as used by it. */
  readonly redeemed: readonly string[];
}
