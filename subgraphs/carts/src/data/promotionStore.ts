import type { Cart } from "../domain/cart.ts";
import type { Promotion, PromotionTerms } from "../domain/promotion.ts";

/** A promotion, and how often the customer in question has used it; a guest is not known before the order. */
export interface PromotionForCustomer {
  readonly promotion: Promotion;
  readonly usesByCustomer: number;
}

/** Where a page of the list of promotions begins: after this one. */
export interface PromotionPlace {
  readonly createdAt: string;
  readonly id: string;
}

/** Where promotions are kept. */
export interface PromotionStore {
  /** The promotions of a cart's codes, in the order in which these were entered. */
  ofCart(cart: Cart): Promise<PromotionForCustomer[]>;
  /** The promotion with this code, as `discountCodeKey` writes it. */
  byCode(codeKey: string, customerId: string | null): Promise<PromotionForCustomer | null>;
  /** Keeps a new promotion and gives it, or null when its code is taken. */
  create(id: string, terms: PromotionTerms): Promise<Promotion | null>;
  /** Promotions after a place, newest first. */
  list(count: number, after: PromotionPlace | null): Promise<ListedPromotion[]>;
}

export interface ListedPromotion {
  readonly promotion: Promotion;
  readonly place: PromotionPlace;
}
