export interface Redemption {
  readonly orderId: string;
  readonly buyerId: string;
  /** Who placed the order signed in, perhaps with a guest's cart. */
  readonly customerId?: string | null;
  /** Of a guest. */
  readonly email: string | null;
  readonly promotionIds: readonly string[];
}

export type RefusedRedemption = {
  readonly kind: "refused";
  readonly reason: "UNKNOWN" | "USED_UP" | "USED_UP_BY_CUSTOMER" | "RESTORED";
  readonly code: string | null;
};

export type RedemptionOutcome = { readonly kind: "redeemed" } | RefusedRedemption;

/** Which orders use which promotions. Each order gets one answer, however often it asks. */
export interface RedemptionStore {
  /** Counts a use of every promotion, or of none when one would pass its limit. */
  redeem(redemption: Redemption): Promise<RedemptionOutcome>;
  /** Takes an order's uses back, and any that it may still ask for. */
  restore(orderId: string): Promise<void>;
  /** The promotions that an order uses. */
  usedBy(orderId: string): Promise<readonly string[]>;
}

export interface RedemptionChange {
  readonly orderId: string;
  /** Of the change: an order makes it once. */
  readonly changeId: string;
  /** All that the order uses from now on. */
  readonly promotionIds: readonly string[];
}

/** Orders that come to use other promotions than they did. */
export interface RedemptionChanges {
  /**
   * Counts a use of what is new and gives back what is left out; none of it when one would pass its limit. An order that
   * never used any has nobody on whose account a use would be counted, so it can only go on using none.
   */
  change(change: RedemptionChange): Promise<RedemptionOutcome>;
}
