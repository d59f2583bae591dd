import { isId, type Queryable } from "@angidi/datastores";
import { guestKey, userKey } from "../customerKey.ts";
import type { Redemption, RedemptionOutcome, RedemptionStore, RefusedRedemption } from "../redemptionStore.ts";

interface OutcomeRow {
  readonly state: "REDEEMED" | "REFUSED" | "RESTORED";
  readonly refused_code: string | null;
  readonly refused_reason: RefusedRedemption["reason"] | null;
}

/**
 * Redemptions on PostgreSQL. Limits are constraints of the tables: a redemption counts up, all of it in one statement,
 * and PostgreSQL undoes the statement as a whole when a count passes its limit, which for a customer is written beside the
 * count with each use. Promotions are locked in the order of
 * their ids, and a customer's count only under its promotion's lock, so two orders never wait for each other in a circle.
 */
export function postgresRedemptions(database: Queryable): RedemptionStore {
  return {
    async redeem(redemption) {
      const promotionIds = [...new Set(redemption.promotionIds)];
      if (!promotionIds.every(isId)) return recordRefusal(database, redemption, { reason: "UNKNOWN", code: null });
      try {
        if (await claimAndCount(database, redemption, promotionIds)) return { kind: "redeemed" };
      } catch (error) {
        const reason = reasonOf(error);
        if (!reason) throw error;
        const { buyerId, customerId, email } = redemption;
        const keys = [userKey(customerId ?? buyerId), guestKey(email, buyerId)];
        const code = await codeToBlame(database, keys, promotionIds, reason);
        return recordRefusal(database, redemption, { reason, code });
      }
      return earlierOutcome(database, redemption.orderId);
    },

    async restore(orderId) {
      // Counts go down by an upsert, not an update: a redemption that committed while this waited for its row may have
      // inserted the customer's count after this statement's snapshot, where an update would not find it. For the same
      // reason the promotion's count stops at nothing: PostgreSQL checks the constraint on the row of the snapshot, before
      // it finds that there is a newer one and computes again from that.
      await database.query(
        "carts.restoreRedemption",
        `WITH restored AS (
           INSERT INTO redemptions AS known (order_id, state) VALUES ($1, 'RESTORED')
           ON CONFLICT (order_id) DO UPDATE SET state = 'RESTORED', updated_at = now() WHERE known.state <> 'RESTORED'
           RETURNING promotion_ids, customer_key
         ), locked AS MATERIALIZED (
           SELECT promotions.id FROM promotions, restored
           WHERE promotions.id = ANY (restored.promotion_ids) ORDER BY promotions.id FOR UPDATE OF promotions
         ), uncounted AS (
           UPDATE promotions SET usage_count = greatest(0, usage_count - 1) FROM locked
           WHERE promotions.id = locked.id RETURNING promotions.id
         )
         INSERT INTO promotion_uses AS uses (promotion_id, customer_key, usage_count)
         SELECT uncounted.id, restored.customer_key, 0 FROM uncounted, restored
         ON CONFLICT (promotion_id, customer_key) DO UPDATE SET usage_count = uses.usage_count - 1`,
        [orderId],
      );
    },

    async usedBy(orderId) {
      const [row] = await database.query<{ promotion_ids: string[] }>(
        "carts.promotionsUsedBy",
        "SELECT promotion_ids FROM redemptions WHERE order_id = $1 AND state = 'REDEEMED'",
        [orderId],
      );
      return row?.promotion_ids ?? [];
    },
  };
}

/** Whether this call was the order's first and counted; throws when a limit or a foreign key stands against it. */
async function claimAndCount(database: Queryable, redemption: Redemption, promotionIds: string[]) {
  const { orderId, buyerId, customerId = null, email } = redemption;
  // Else a customer is known by having a cart of their own.
  const rows = await database.query(
    "carts.redeem",
    `WITH customer AS (
       SELECT CASE WHEN $6::boolean OR EXISTS (SELECT FROM carts WHERE customer_id = $3::uuid) THEN $4::text ELSE $5::text END AS key
     ), claim AS (
       INSERT INTO redemptions (order_id, state, promotion_ids, customer_key)
       SELECT $1, 'REDEEMED', $2::uuid[], customer.key FROM customer
       ON CONFLICT (order_id) DO NOTHING
       RETURNING customer_key
     ), locked AS MATERIALIZED (
       SELECT promotions.id FROM promotions, claim
       WHERE promotions.id = ANY ($2::uuid[]) ORDER BY promotions.id FOR UPDATE OF promotions
     ), counted AS (
       UPDATE promotions SET usage_count = usage_count + 1 FROM locked
       WHERE promotions.id = locked.id RETURNING promotions.id, promotions.usage_limit_per_customer
     ), counted_for_customer AS (
       INSERT INTO promotion_uses AS uses (promotion_id, customer_key, usage_limit, usage_count)
       SELECT wanted.id, claim.customer_key, counted.usage_limit_per_customer, 1
       FROM claim, unnest($2::uuid[]) AS wanted (id) LEFT JOIN counted ON counted.id = wanted.id
       ORDER BY wanted.id
       ON CONFLICT (promotion_id, customer_key)
         DO UPDATE SET usage_count = uses.usage_count + 1, usage_limit = EXCLUDED.usage_limit
     )
     SELECT FROM claim`,
    [
      ...[orderId, promotionIds, isId(buyerId) ? buyerId : null, userKey(customerId ?? buyerId)],
      ...[guestKey(email, buyerId), customerId !== null],
    ],
  );
  return rows.length > 0;
}

/** What PostgreSQL's refusal of a statement that counts stands for. */
export function reasonOf(error: unknown): RefusedRedemption["reason"] | undefined {
  switch ((error as { constraint?: string }).constraint) {
    case "promotions_within_limit":
      return "USED_UP";
    case "promotion_uses_within_limit":
      return "USED_UP_BY_CUSTOMER";
    case "promotion_uses_promotion_id_fkey":
      return "UNKNOWN";
    default:
      return undefined;
  }
}

/** The first code that is at its limit; for the shopper's eyes, since the limit itself is kept by the constraint. */
export async function codeToBlame(
  database: Queryable,
  customerKeys: readonly (string | null)[],
  promotionIds: readonly string[],
  reason: RefusedRedemption["reason"],
): Promise<string | null> {
  if (reason === "UNKNOWN") return null;
  const [row] = await database.query<{ code: string }>(
    "carts.codeToBlame",
    `SELECT COALESCE(code, name) AS code FROM promotions
     LEFT JOIN promotion_uses AS uses ON uses.promotion_id = promotions.id AND uses.customer_key = ANY ($2::text[])
     WHERE promotions.id = ANY ($1::uuid[])
     ORDER BY CASE WHEN $3::text = 'USED_UP' THEN promotions.usage_count >= promotions.usage_limit
                   ELSE uses.usage_count >= promotions.usage_limit_per_customer END DESC NULLS LAST, array_position($1::uuid[], promotions.id)
     LIMIT 1`,
    [promotionIds, customerKeys, reason],
  );
  return row?.code ?? null;
}

/** Keeps a refusal as the order's answer, unless a repeat that ran beside this one has got another: then that one counts. */
async function recordRefusal(
  database: Queryable,
  { orderId }: Redemption,
  { reason, code }: Omit<RefusedRedemption, "kind">,
): Promise<RedemptionOutcome> {
  const [row] = await database.query<OutcomeRow>(
    "carts.recordRefusal",
    `INSERT INTO redemptions AS known (order_id, state, refused_reason, refused_code) VALUES ($1, 'REFUSED', $2, $3)
     ON CONFLICT (order_id) DO UPDATE SET updated_at = known.updated_at
     RETURNING state, refused_reason, refused_code`,
    [orderId, reason, code],
  );
  return toOutcome(row);
}

async function earlierOutcome(database: Queryable, orderId: string): Promise<RedemptionOutcome> {
  const [row] = await database.query<OutcomeRow>(
    "carts.redemptionOutcome",
    "SELECT state, refused_reason, refused_code FROM redemptions WHERE order_id = $1",
    [orderId],
  );
  return toOutcome(row);
}

function toOutcome(row: OutcomeRow | undefined): RedemptionOutcome {
  if (row?.state === "REDEEMED") return { kind: "redeemed" };
  if (row?.state === "REFUSED" && row.refused_reason) {
    return { kind: "refused", reason: row.refused_reason, code: row.refused_code };
  }
  return { kind: "refused", reason: "RESTORED", code: null };
}
