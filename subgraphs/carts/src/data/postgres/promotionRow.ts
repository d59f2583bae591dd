import type { Money } from "@angidi/money";
import {
  type Benefit,
  discountCodeKey,
  type Promotion,
  type PromotionTerms,
  type Stacking,
} from "../../domain/promotion.ts";
import type { Scope } from "../../domain/promotionScope.ts";

/** A row of `promotions`, as `promotionColumns` reads it. */
export interface PromotionRow {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly benefit: Benefit;
  readonly scope: Scope;
  readonly exclusions: Scope;
  readonly excludes_sale_items: boolean;
  readonly minimum_subtotals: readonly Money[];
  readonly minimum_quantity: number | null;
  readonly customer_groups: readonly string[];
  readonly is_for_first_order: boolean;
  readonly stacking: Stacking;
  readonly priority: number;
  readonly limit_per_order: number | null;
  readonly usage_limit: number | null;
  readonly usage_limit_per_customer: number | null;
  readonly usage_count: number;
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
  readonly is_paused: boolean;
  readonly created_at: Date;
}

export const promotionColumns = `promotions.id, code, name, benefit, scope, exclusions, excludes_sale_items, minimum_subtotals,
  minimum_quantity, customer_groups, is_for_first_order, stacking, priority, limit_per_order, promotions.usage_limit,
  usage_limit_per_customer, promotions.usage_count, starts_at, ends_at, is_paused, created_at`;

export function toPromotion(row: PromotionRow): Promotion {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    benefit: row.benefit,
    scope: row.scope,
    exclusions: row.exclusions,
    excludesSaleItems: row.excludes_sale_items,
    minimumSubtotals: row.minimum_subtotals,
    minimumQuantity: row.minimum_quantity,
    customerGroups: row.customer_groups,
    isForFirstOrder: row.is_for_first_order,
    stacking: row.stacking,
    priority: row.priority,
    limitPerOrder: row.limit_per_order,
    usageLimit: row.usage_limit,
    usageLimitPerCustomer: row.usage_limit_per_customer,
    usageCount: row.usage_count,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    isPaused: row.is_paused,
    createdAt: row.created_at,
  };
}

/** The columns that a new promotion is written to, in the order of `valuesOf`. */
export const termsColumns = `code, code_key, name, kind, benefit, scope, exclusions, excludes_sale_items, minimum_subtotals,
  minimum_quantity, customer_groups, is_for_first_order, stacking, priority, limit_per_order, usage_limit,
  usage_limit_per_customer, starts_at, ends_at, is_paused`;

export function valuesOf(terms: PromotionTerms): unknown[] {
  return [
    terms.code,
    terms.code === null ? null : discountCodeKey(terms.code),
    terms.name,
    terms.benefit.kind,
    JSON.stringify(terms.benefit),
    JSON.stringify(terms.scope),
    JSON.stringify(terms.exclusions),
    terms.excludesSaleItems,
    JSON.stringify(terms.minimumSubtotals),
    terms.minimumQuantity,
    terms.customerGroups,
    terms.isForFirstOrder,
    terms.stacking,
    terms.priority,
    terms.limitPerOrder,
    terms.usageLimit,
    terms.usageLimitPerCustomer,
    terms.startsAt,
    terms.endsAt,
    terms.isPaused,
  ];
}
