/** A guest's cart for which a customer waits. */
export interface PendingAdoption {
  readonly cartId: string;
  readonly buyerId: string;
  readonly checkout: number;
  readonly adopterId: string;
  /** Of this checkout, and when the last of them was. */
  readonly quotes: number;
  readonly quotedAt: Date | null;
}

/** The guests' carts for which customers wait. */
export interface Adoptions {
  /** Those to be looked at by now, the longest due first. */
  due(now: Date, count: number): Promise<PendingAdoption[]>;
  /** Looks again at a cart at that time. */
  postpone(cartId: string, until: Date): Promise<void>;
}
