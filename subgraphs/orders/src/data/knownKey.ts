import { canonicalHash, type Database, type KeyClaim } from "@angidi/datastores";

/** What is known of a key. */
export type KnownKey =
  | { readonly kind: "new" }
  | { readonly kind: "repeat"; readonly resultId: string }
  | { readonly kind: "reused" };

/** Looks an idempotency key up without claiming it: for a repeat that must not depend on what was asked of others first. */
export type FindKey = (claim: Omit<KeyClaim, "resultId">) => Promise<KnownKey>;

export function findKeyIn(database: Database): FindKey {
  return async ({ caller, operation, key, input }) => {
    const [row] = await database.query<{ input_hash: string; result_id: string }>(
      "orders.findKey",
      "SELECT input_hash, result_id FROM idempotency_keys WHERE caller = $1 AND operation = $2 AND key = $3",
      [caller, operation, key],
    );
    if (!row) return { kind: "new" };
    return row.input_hash === canonicalHash(input) ? { kind: "repeat", resultId: row.result_id } : { kind: "reused" };
  };
}
