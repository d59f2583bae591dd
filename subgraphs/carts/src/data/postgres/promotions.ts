import type { Queryable } from "@angidi/datastores";
import { type Benefit, discountCodeKey, type Promotion, type PromotionTerms } from "../../domain/promotion.ts";
import { userKey } from "../customerKey.ts";
import type { PromotionStore } from "../promotionStore.ts";

interface PromotionRow {
  readonly id: string;
  readonly code: string;
  readonly kind: Benefit["kind"];
  readonly basis_points: number | null;
  readonly amount: number | null;
  readonly minimum_subtotal: number | null;
  readonly currency: string;
  readonly usage_limit: number | null;
  readonly usage_limit_per_customer: number | null;
  readonly usage_count: number;
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
  readonly created_at: Date;
}

interface UsedRow extends PromotionRow {
  readonly uses_by_customer: number;
}

const columns = `promotions.id, code, kind, basis_points, amount, minimum_subtotal, currency, promotions.usage_limit,
  usage_limit_per_customer, promotions.usage_count, starts_at, ends_at, created_at`;

const withUses = `SELECT ${columns}, COALESCE(promotion_uses.usage_count, 0) AS uses_by_customer
  FROM promotions
  LEFT JOIN promotion_uses ON promotion_uses.promotion_id = promotions.id AND promotion_uses.customer_key = $2`;

/** Promotions on PostgreSQL. */
export function postgresPromotions(database: Queryable): PromotionStore {
  return {
    async ofCart({ promotionIds, customerId }) {
      if (promotionIds.length === 0) return [];
      const rows = await database.query<UsedRow>(
        "carts.promotionsOfCart",
        `${withUses} WHERE promotions.id = ANY ($1::uuid[])`,
        [promotionIds, userKey(customerId)],
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      return promotionIds.flatMap((id) => {
        const row = byId.get(id);
        return row ? [{ promotion: toPromotion(row), usesByCustomer: row.uses_by_customer }] : [];
      });
    },

    async byCode(codeKey, customerId) {
      const [row] = await database.query<UsedRow>("carts.promotionByCode", `${withUses} WHERE code_key = $1`, [
        codeKey,
        userKey(customerId),
      ]);
      return row ? { promotion: toPromotion(row), usesByCustomer: row.uses_by_customer } : null;
    },

    async create(id, terms) {
      const [row] = await database.query<PromotionRow>(
        "carts.createPromotion",
        `INSERT INTO promotions (id, code, code_key, kind, basis_points, amount, minimum_subtotal, currency, usage_limit,
           usage_limit_per_customer, starts_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (code_key) DO NOTHING
         RETURNING ${columns}`,
        [id, ...valuesOf(terms)],
      );
      return row ? toPromotion(row) : null;
    },

    async list(count, after) {
      // The time is written as text: a Date would cut its microseconds off, and the page after it would repeat rows.
      const rows = await database.query<PromotionRow & { created_at_text: string }>(
        "carts.listPromotions",
        `SELECT ${columns}, created_at::text AS created_at_text
         FROM promotions
         WHERE $2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid)
         ORDER BY created_at DESC, id DESC
         LIMIT $1`,
        [count, after?.createdAt ?? null, after?.id ?? null],
      );
      return rows.map((row) => ({
        promotion: toPromotion(row),
        place: { createdAt: row.created_at_text, id: row.id },
      }));
    },
  };
}

function valuesOf(terms: PromotionTerms): unknown[] {
  const { code, benefit, minimumSubtotal, currency, usageLimit, usageLimitPerCustomer, startsAt, endsAt } = terms;
  return [
    code,
    discountCodeKey(code),
    benefit.kind,
    benefit.kind === "PERCENTAGE" ? benefit.basisPoints : null,
    benefit.kind === "FIXED_AMOUNT" ? benefit.amount.amount : null,
    minimumSubtotal?.amount ?? null,
    currency,
    usageLimit,
    usageLimitPerCustomer,
    startsAt,
    endsAt,
  ];
}

function toPromotion(row: PromotionRow): Promotion {
  const { currency } = row;
  return {
    id: row.id,
    code: row.code,
    benefit: toBenefit(row),
    currency,
    minimumSubtotal: row.minimum_subtotal === null ? null : { amount: row.minimum_subtotal, currency },
    usageLimit: row.usage_limit,
    usageLimitPerCustomer: row.usage_limit_per_customer,
    usageCount: row.usage_count,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    createdAt: row.created_at,
  };
}

function toBenefit({ id, kind, basis_points, amount, currency }: PromotionRow): Benefit {
  if (kind === "PERCENTAGE" && basis_points !== null) return { kind, basisPoints: basis_points };
  if (kind === "FIXED_AMOUNT" && amount !== null) return { kind, amount: { amount, currency } };
  if (kind === "FREE_SHIPPING") return { kind };
  throw new Error(`The promotion ${id} breaks the constraint on its benefit`);
}
