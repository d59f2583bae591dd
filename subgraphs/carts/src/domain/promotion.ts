import type { Money } from "@angidi/money";
import { isEverything, type Scope } from "./promotionScope.ts";

/** So many discount codes on one cart at most. */
export const maximumCodes = 5;
/** So many promotions without a code at a time at most: every price that is shown is computed with all of them. */
export const maximumAutomatic = 50;

/** What a promotion gives. An amount is given for each currency that it counts in, so it is never converted. */
export type Benefit =
  /** Basis points of what is left to pay for the lines in scope: 1 % = 100. */
  | { readonly kind: "PERCENTAGE"; readonly basisPoints: number }
  /** Off what is left to pay for the lines in scope together, or off each piece; never below zero. */
  | { readonly kind: "FIXED_AMOUNT"; readonly amounts: readonly Money[]; readonly per: "ORDER" | "ITEM" }
  /** For every so many pieces in scope, so many others, the cheapest, are free or a share cheaper. */
  | {
      readonly kind: "BUY_X_GET_Y";
      readonly buyQuantity: number;
      readonly getQuantity: number;
      /** Off the pieces got; 10 000 makes them free. */
      readonly basisPoints: number;
      /** What the pieces got are of; null: of the promotion's own scope. */
      readonly getFrom: Scope | null;
    }
  /** What the last of its tiers gives that the lines in scope reach. */
  | { readonly kind: "TIERED"; readonly tiers: readonly Tier[] }
  /** Whatever shipping method is chosen. */
  | { readonly kind: "FREE_SHIPPING" };

/** A threshold and what reaching it gives: a share or an amount. Thresholds rise from tier to tier. */
export interface Tier {
  readonly minimumQuantity: number | null;
  /** One for each currency; empty: no minimum. */
  readonly minimumSubtotals: readonly Money[];
  readonly basisPoints: number | null;
  readonly amounts: readonly Money[];
}

/** Promotions apply class by class, each class to what the one before left. */
export const promotionClasses = ["LINE", "ORDER", "SHIPPING"] as const;
export type PromotionClass = (typeof promotionClasses)[number];

/** With which others a promotion applies: with all that are stackable, with none of its class, or with none at all. */
export type Stacking = "STACKABLE" | "EXCLUSIVE_IN_CLASS" | "EXCLUSIVE";

/** What may be changed of a promotion: not what it gives and to what, so that a code keeps what it promised. */
export interface PromotionSettings {
  /** What shoppers see beside the discount. */
  readonly name: string;
  readonly stacking: Stacking;
  /** Of two of a class the one with the higher priority goes first. */
  readonly priority: number;
  readonly usageLimit: number | null;
  readonly usageLimitPerCustomer: number | null;
  readonly startsAt: Date | null;
  /** From this moment on it is over. */
  readonly endsAt: Date | null;
  readonly isPaused: boolean;
}

export interface PromotionTerms extends PromotionSettings {
  /** As staff wrote it; `discountCodeKey` tells which codes are the same. Null: it applies by itself. */
  readonly code: string | null;
  readonly benefit: Benefit;
  /** What it is about. */
  readonly scope: Scope;
  /** What it is not about, though it is in scope. */
  readonly exclusions: Scope;
  /** Whether what is on sale already is not in it. */
  readonly excludesSaleItems: boolean;
  /** Compared with the lines in scope before any discount; one for each currency, empty for none. */
  readonly minimumSubtotals: readonly Money[];
  /** Pieces in scope. */
  readonly minimumQuantity: number | null;
  /** Who may use it: members of any of these; empty for everybody. */
  readonly customerGroups: readonly string[];
  /** Only for customers who have ordered nothing yet. */
  readonly isForFirstOrder: boolean;
  /** Pieces (of an amount per piece) or applications (of buy X get Y) in one order. */
  readonly limitPerOrder: number | null;
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

/** Which of the classes a promotion is in: one that is about some lines or pieces goes before one about the order. */
export function classOf({ benefit, scope, exclusions, excludesSaleItems }: PromotionTerms): PromotionClass {
  if (benefit.kind === "FREE_SHIPPING") return "SHIPPING";
  const isByPiece = benefit.kind === "BUY_X_GET_Y" || (benefit.kind === "FIXED_AMOUNT" && benefit.per === "ITEM");
  const isAboutSome = excludesSaleItems || !isEverything(scope) || !isEverything(exclusions);
  return isByPiece || isAboutSome ? "LINE" : "ORDER";
}

/** Whether so many uses are all that the promotion allows, in total or to one customer. */
export function isUsedUp(promotion: Promotion, usesByCustomer: number): boolean {
  const { usageLimit, usageLimitPerCustomer, usageCount } = promotion;
  return (
    (usageLimit !== null && usageCount >= usageLimit) ||
    (usageLimitPerCustomer !== null && usesByCustomer >= usageLimitPerCustomer)
  );
}

export type PromotionStatus = "SCHEDULED" | "ACTIVE" | "PAUSED" | "ENDED";

/** Where a promotion is in its life. A pause does not hide that it is over. */
export function statusOf({ startsAt, endsAt, isPaused }: PromotionSettings, now: Date): PromotionStatus {
  if (endsAt && now >= endsAt) return "ENDED";
  if (isPaused) return "PAUSED";
  return startsAt && now < startsAt ? "SCHEDULED" : "ACTIVE";
}

/** The amount that counts in a currency, if there is one. */
export function amountIn(amounts: readonly Money[], currency: string): Money | undefined {
  return amounts.find((amount) => amount.currency === currency);
}
