import { canonicalHash, type Database, type KeyClaim } from "@angidi/datastores";
import type { KeyOwner } from "./once.ts";

/** What is known of a key. */
export type KnownKey =
  | { readonly kind: "new" }
  | { readonly kind: "repeat"; readonly resultId: string }
  | { readonly kind: "reused" };

/** Looks an idempotency key up without claiming it: for a repeat that must not depend on what was asked of others first. */
export type FindKey = (claim: Omit<KeyClaim, "resultId"> & KeyOwner) => Promise<KnownKey>;

export function findKeyIn(database: Database): FindKey {
  return async ({ caller, formerly = null, operation, key, input }) => {
    const [row] = await database.query<{ input_hash: string; result_id: string }>(
      "orders.findKey",
      `SELECT input_hash, result_id FROM idempotency_keys
       WHERE caller IN ($1, $4) AND operation = $2 AND key = $3
       ORDER BY caller = $1 DESC LIMIT 1`,
      [caller, operation, key, formerly ?? caller],
    );
    if (!row) return { kind: "new" };
    return row.input_hash === canonicalHash(input) ? { kind: "repeat", resultId: row.result_id } : { kind: "reused" };
  };
}
