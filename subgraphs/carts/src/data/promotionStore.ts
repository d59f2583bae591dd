import type { Promotion, PromotionSettings, PromotionStatus, PromotionTerms } from "../domain/promotion.ts";

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

/** Which promotions a list is of; null: all. */
export interface PromotionFilter {
  readonly statuses: readonly PromotionStatus[] | null;
  readonly kinds: readonly Promotion["benefit"]["kind"][] | null;
  readonly isAutomatic: boolean | null;
  /** In the name or the code, in any case. */
  readonly text: string | null;
}

/** Where promotions are kept. */
export interface PromotionStore {
  /** The promotions of these ids, in their order; those that are not there are left out. */
  byIds(ids: readonly string[], customerId: string | null): Promise<PromotionForCustomer[]>;
  /** The promotion with this code, as `discountCodeKey` writes it. */
  byCode(codeKey: string, customerId: string | null): Promise<PromotionForCustomer | null>;
  /** Promotions without a code that are not paused and not over at that time, the oldest first. */
  automatic(now: Date): Promise<Promotion[]>;
  /** Keeps a new promotion and gives it, or null when its code is taken. */
  create(id: string, terms: PromotionTerms): Promise<Promotion | null>;
  /**
   * Changes the settings of a promotion that nobody else changes meanwhile; null when there is none. What `decide` gives
   * instead of settings is given back, and nothing is changed.
   */
  change<Refused extends { readonly kind: string }>(
    id: string,
    decide: (promotion: Promotion) => { readonly kind: "settings"; readonly settings: PromotionSettings } | Refused,
  ): Promise<{ readonly kind: "saved"; readonly promotion: Promotion } | Refused | null>;
  /** Promotions after a place, newest first. */
  list(count: number, after: PromotionPlace | null, filter: PromotionFilter, now: Date): Promise<ListedPromotion[]>;
}

export interface ListedPromotion {
  readonly promotion: Promotion;
  readonly place: PromotionPlace;
}
