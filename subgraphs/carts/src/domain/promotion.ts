import type { Money } from "@angidi/money";
import {
  type DiscountCodeExpired,
  type DiscountCodeNotApplicable,
  discountCodeExpired,
  discountCodeNotApplicable,
} from "./refusal.ts";

/** So many discount codes on one cart at most. */
export const maximumCodes = 5;

/** What a promotion gives. */
export type Benefit =
  /** Basis points of what is left to pay for the lines: 1 % = 100. */
  | { readonly kind: "PERCENTAGE"; readonly basisPoints: number }
  /** Off what is left to pay for the lines, never below zero. */
  | { readonly kind: "FIXED_AMOUNT"; readonly amount: Money }
  /** Whatever shipping method is chosen. */
  | { readonly kind: "FREE_SHIPPING" };

export interface PromotionTerms {
  /** As staff wrote it; `discountCodeKey` tells which codes are the same. */
  readonly code: string;
  readonly benefit: Benefit;
  /** The shop's when the promotion was made; its amounts are in it. */
  readonly currency: string;
  /** Compared with the lines' sum before any discount. */
  readonly minimumSubtotal: Money | null;
  readonly usageLimit: number | null;
  readonly usageLimitPerCustomer: number | null;
  readonly startsAt: Date | null;
  /** From this moment on it is over. */
  readonly endsAt: Date | null;
}

export interface Promotion extends PromotionTerms {
  readonly id: string;
  readonly usageCount: number;
  readonly createdAt: Date;
}

/** Codes are the same whatever their case, and whatever spaces were copied with them. */
export function discountCodeKey(code: string): string {
  return code.normalize("NFKC").trim().toUpperCase();
}

/** Whether so many uses are all that the code allows, in total or to one customer. */
export function isUsedUp(promotion: Promotion, usesByCustomer: number): boolean {
  const { usageLimit, usageLimitPerCustomer, usageCount } = promotion;
  return (
    (usageLimit !== null && usageCount >= usageLimit) ||
    (usageLimitPerCustomer !== null && usesByCustomer >= usageLimitPerCustomer)
  );
}

/** Why the promotion gives nothing for lines that cost `subtotal` now, if it does not. Limits of use are apart. */
export function objection(
  promotion: Promotion,
  subtotal: Money,
  now: Date,
): DiscountCodeExpired | DiscountCodeNotApplicable | undefined {
  const { code, benefit, currency, minimumSubtotal, startsAt, endsAt } = promotion;
  if (startsAt && now < startsAt) return discountCodeExpired(`The discount code ${code} is not valid yet.`);
  if (endsAt && now >= endsAt) return discountCodeExpired(`The discount code ${code} has expired.`);
  if ((benefit.kind === "FIXED_AMOUNT" || minimumSubtotal) && currency !== subtotal.currency) {
    return discountCodeNotApplicable(`The discount code ${code} is for another currency.`);
  }
  if (minimumSubtotal && subtotal.amount < minimumSubtotal.amount) {
    return discountCodeNotApplicable(`The cart is below the minimum of the discount code ${code}.`);
  }
  return undefined;
}
