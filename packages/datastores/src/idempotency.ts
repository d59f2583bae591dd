import { canonicalHash } from "./canonicalJson.ts";
import type { Queryable } from "./database/database.ts";

/** The folder with the table behind `claimKey`; belongs among the migrations of each schema that uses it. */
export const idempotencyMigrations = new URL("../migrations/idempotency/", import.meta.url);

export interface KeyClaim {
  /** Whose key it is; two callers may use the same one. */
  caller: string;
  operation: string;
  key: string;
  /** What was asked for, without the key itself. Compared by its canonical hash. */
  input: unknown;
  /** The id of what will come of it if this claim is the first. */
  resultId: string;
}

export type KeyClaimed = { kind: "claimed" } | { kind: "repeat"; resultId: string } | { kind: "reused" };

/**
 * Claims an idempotency key in the transaction that acts on it, by one statement. "claimed": act. "repeat": it was
 * done, with this result. "reused": the key was used with another input.
 *
 * While a parallel transaction holds the same key uncommitted, this waits for its end: ON CONFLICT DO UPDATE takes
 * the row's lock and then sees what was committed, where DO NOTHING and a SELECT would see a snapshot from before.
 */
export async function claimKey(transaction: Queryable, claim: KeyClaim): Promise<KeyClaimed> {
  const inputHash = canonicalHash(claim.input);
  const [row] = await transaction.query<{ repeats: number; input_hash: string; result_id: string }>(
    "datastores.claimKey",
    `INSERT INTO idempotency_keys AS known (caller, operation, key, input_hash, result_id)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (caller, operation, key) DO UPDATE SET repeats = known.repeats + 1
     RETURNING repeats, input_hash, result_id`,
    [claim.caller, claim.operation, claim.key, inputHash, claim.resultId],
  );
  if (!row) throw new Error("The claim of a key gave no row.");
  if (row.repeats === 0) return { kind: "claimed" };
  return row.input_hash === inputHash ? { kind: "repeat", resultId: row.result_id } : { kind: "reused" };
}
