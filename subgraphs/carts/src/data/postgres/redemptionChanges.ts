import { type Database, isId, type Transaction } from "@angidi/datastores";
import type { RedemptionChange, RedemptionChanges, RedemptionOutcome, RefusedRedemption } from "../redemptionStore.ts";
import { codeToBlame, reasonOf } from "./redemptions.ts";

interface RedemptionRow {
  readonly state: "REDEEMED" | "REFUSED" | "RESTORED";
  readonly promotion_ids: readonly string[];
  readonly customer_key: string;
}

/**
 * Changes of redemptions on PostgreSQL, each one transaction. Locks are taken in the order in which redeeming and restoring
 * take them: the order's row, the promotions by their ids, and a customer's count only under its promotion's lock.
 */
export function postgresRedemptionChanges(database: Database): RedemptionChanges {
  return {
    async change(change) {
      const wanted = [...new Set(change.promotionIds.map((id) => id.toLowerCase()))];
      if (!wanted.every(isId)) return recordRefusal(database, change, { reason: "UNKNOWN", code: null });
      try {
        return await database.transaction((transaction) => changeOnce(transaction, change, wanted));
      } catch (error) {
        const reason = reasonOf(error);
        if (!reason) throw error;
        const [row] = await database.query<RedemptionRow>("carts.redemptionOfOrder", `${redemptionOfOrder}`, [
          change.orderId,
        ]);
        const code = await codeToBlame(database, [row?.customer_key ?? null], wanted, reason);
        return recordRefusal(database, change, { reason, code });
      }
    },
  };
}

const redemptionOfOrder = "SELECT state, promotion_ids, customer_key FROM redemptions WHERE order_id = $1";

async function changeOnce(
  transaction: Transaction,
  { orderId, changeId }: RedemptionChange,
  wanted: readonly string[],
): Promise<RedemptionOutcome> {
  const claimed = await transaction.query(
    "carts.claimRedemptionChange",
    "INSERT INTO redemption_changes (order_id, change_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING change_id",
    [orderId, changeId],
  );
  if (claimed.length === 0) return outcomeOf(transaction, orderId, changeId);
  const [row] = await transaction.query<RedemptionRow>("carts.lockRedemption", `${redemptionOfOrder} FOR UPDATE`, [
    orderId,
  ]);
  if (row?.state !== "REDEEMED") {
    if (wanted.length === 0) return { kind: "redeemed" };
    return refuse(transaction, orderId, changeId, row ? "RESTORED" : "UNKNOWN");
  }
  const added = wanted.filter((id) => !row.promotion_ids.includes(id));
  const removed = row.promotion_ids.filter((id) => !wanted.includes(id));
  await count(transaction, row.customer_key, added, removed);
  await transaction.query(
    "carts.replaceRedemptions",
    "UPDATE redemptions SET promotion_ids = $2, updated_at = now() WHERE order_id = $1",
    [orderId, wanted],
  );
  return { kind: "redeemed" };
}

/** Counts uses up and down; a count that would pass its limit throws. */
async function count(
  transaction: Transaction,
  customerKey: string,
  added: readonly string[],
  removed: readonly string[],
) {
  if (added.length + removed.length === 0) return;
  await transaction.query(
    "carts.lockPromotions",
    "SELECT id FROM promotions WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE",
    [[...added, ...removed]],
  );
  await transaction.query(
    "carts.countChangedUses",
    `WITH counted AS (
       UPDATE promotions SET usage_count = usage_count + CASE WHEN id = ANY ($2::uuid[]) THEN 1 ELSE -1 END
       WHERE id = ANY ($2::uuid[]) OR id = ANY ($3::uuid[])
       RETURNING id, usage_limit_per_customer
     ), given_back AS (
       UPDATE promotion_uses SET usage_count = usage_count - 1
       WHERE customer_key = $1 AND promotion_id = ANY ($3::uuid[])
     )
     INSERT INTO promotion_uses AS uses (promotion_id, customer_key, usage_limit, usage_count)
     SELECT wanted.id, $1, counted.usage_limit_per_customer, 1
     FROM unnest($2::uuid[]) AS wanted (id) LEFT JOIN counted ON counted.id = wanted.id
     ORDER BY wanted.id
     ON CONFLICT (promotion_id, customer_key)
       DO UPDATE SET usage_count = uses.usage_count + 1, usage_limit = EXCLUDED.usage_limit`,
    [customerKey, added, removed],
  );
}

async function refuse(
  transaction: Transaction,
  orderId: string,
  changeId: string,
  reason: RefusedRedemption["reason"],
): Promise<RedemptionOutcome> {
  await transaction.query(
    "carts.refuseRedemptionChange",
    "UPDATE redemption_changes SET refused_reason = $3 WHERE order_id = $1 AND change_id = $2",
    [orderId, changeId, reason],
  );
  return { kind: "refused", reason, code: null };
}

/** Keeps a refusal as the change's answer, unless a repeat that ran beside this one has got another: then that one counts. */
async function recordRefusal(
  database: Database,
  { orderId, changeId }: RedemptionChange,
  { reason, code }: Omit<RefusedRedemption, "kind">,
): Promise<RedemptionOutcome> {
  await database.query(
    "carts.recordRefusedChange",
    `INSERT INTO redemption_changes (order_id, change_id, refused_reason, refused_code) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [orderId, changeId, reason, code],
  );
  return outcomeOf(database, orderId, changeId);
}

async function outcomeOf(
  queryable: Pick<Database, "query">,
  orderId: string,
  changeId: string,
): Promise<RedemptionOutcome> {
  const [row] = await queryable.query<{
    readonly refused_reason: RefusedRedemption["reason"] | null;
    readonly refused_code: string | null;
  }>(
    "carts.redemptionChange",
    "SELECT refused_reason, refused_code FROM redemption_changes WHERE order_id = $1 AND change_id = $2",
    [orderId, changeId],
  );
  if (!row?.refused_reason) return { kind: "redeemed" };
  return { kind: "refused", reason: row.refused_reason, code: row.refused_code };
}
