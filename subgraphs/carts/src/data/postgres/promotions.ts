import { type Database, isId } from "@angidi/datastores";
import { userKey } from "../customerKey.ts";
import type { PromotionStore } from "../promotionStore.ts";
import { type PromotionRow, promotionColumns, termsColumns, toPromotion, valuesOf } from "./promotionRow.ts";

interface UsedRow extends PromotionRow {
  readonly uses_by_customer: number;
}

const withUses = `SELECT ${promotionColumns}, COALESCE(promotion_uses.usage_count, 0) AS uses_by_customer
  FROM promotions
  LEFT JOIN promotion_uses ON promotion_uses.promotion_id = promotions.id AND promotion_uses.customer_key = $2`;

/** As `statusOf` has it, at the time $7. */
const status = `CASE WHEN ends_at <= $7::timestamptz THEN 'ENDED' WHEN is_paused THEN 'PAUSED'
  WHEN starts_at > $7::timestamptz THEN 'SCHEDULED' ELSE 'ACTIVE' END`;

/** Promotions on PostgreSQL. */
export function postgresPromotions(database: Database): PromotionStore {
  return {
    async byIds(asked, customerId) {
      const ids = asked.filter(isId);
      if (ids.length === 0) return [];
      const rows = await database.query<UsedRow>(
        "carts.promotionsOfCart",
        `${withUses} WHERE promotions.id = ANY ($1::uuid[])`,
        [ids, userKey(customerId)],
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.flatMap((id) => {
        const row = byId.get(id.toLowerCase());
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

    async automatic(now) {
      const rows = await database.query<PromotionRow>(
        "carts.automaticPromotions",
        `SELECT ${promotionColumns} FROM promotions
         WHERE code IS NULL AND NOT is_paused AND (ends_at IS NULL OR ends_at > $1) ORDER BY id`,
        [now],
      );
      return rows.map(toPromotion);
    },

    async create(id, terms) {
      const values = valuesOf(terms);
      const [row] = await database.query<PromotionRow>(
        "carts.createPromotion",
        `INSERT INTO promotions (id, ${termsColumns})
         VALUES ($1, ${values.map((_value, index) => `$${index + 2}`).join(", ")})
         ON CONFLICT (code_key) DO NOTHING
         RETURNING ${promotionColumns}`,
        [id, ...values],
      );
      return row ? toPromotion(row) : null;
    },

    async change(id, decide) {
      if (!isId(id)) return null;
      return database.transaction(async (transaction) => {
        // Redemptions lock the same row, so none counts while a limit is being changed.
        const [row] = await transaction.query<PromotionRow>(
          "carts.lockPromotion",
          `SELECT ${promotionColumns} FROM promotions WHERE id = $1 FOR UPDATE`,
          [id],
        );
        if (!row) return null;
        const decision = decide(toPromotion(row));
        if (!("settings" in decision)) return decision;
        const { settings } = decision;
        const [changed] = await transaction.query<PromotionRow>(
          "carts.changePromotion",
          `UPDATE promotions SET name = $2, stacking = $3, priority = $4, usage_limit = $5, usage_limit_per_customer = $6,
             starts_at = $7, ends_at = $8, is_paused = $9, updated_at = now()
           WHERE id = $1 RETURNING ${promotionColumns}`,
          [
            id,
            settings.name,
            settings.stacking,
            settings.priority,
            settings.usageLimit,
            settings.usageLimitPerCustomer,
            settings.startsAt,
            settings.endsAt,
            settings.isPaused,
          ],
        );
        return changed ? { kind: "saved" as const, promotion: toPromotion(changed) } : null;
      });
    },

    async list(count, after, { statuses, kinds, isAutomatic, text }, now) {
      // The time is written as text: a Date would cut its microseconds off, and the page after it would repeat rows.
      const rows = await database.query<PromotionRow & { created_at_text: string }>(
        "carts.listPromotions",
        `SELECT ${promotionColumns}, created_at::text AS created_at_text
         FROM promotions
         WHERE ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid))
           AND ($4::text[] IS NULL OR kind = ANY ($4))
           AND ($5::boolean IS NULL OR (code IS NULL) = $5)
           AND ($6::text IS NULL OR strpos(lower(name), $6) > 0 OR strpos(lower(code), $6) > 0)
           AND ($8::text[] IS NULL OR ${status} = ANY ($8))
         ORDER BY created_at DESC, id DESC
         LIMIT $1`,
        [
          count,
          after?.createdAt ?? null,
          after?.id ?? null,
          kinds,
          isAutomatic,
          text?.toLowerCase() ?? null,
          now,
          statuses,
        ],
      );
      return rows.map((row) => ({
        promotion: toPromotion(row),
        place: { createdAt: row.created_at_text, id: row.id },
      }));
    },
  };
}
