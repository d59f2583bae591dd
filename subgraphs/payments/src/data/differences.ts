import type { Database } from "@angidi/datastores";
import type { ProviderName } from "../domain/payment.ts";
import type { Difference } from "../domain/reconciliation.ts";

export type DifferenceStatus = "OPEN" | "RESOLVED" | "GONE";

/** A difference as it was written down. */
export interface KnownDifference extends Difference {
  readonly id: string;
  readonly provider: ProviderName;
  readonly status: DifferenceStatus;
  readonly foundAt: Date;
  /** When it was found the last time. */
  readonly seenAt: Date;
  readonly closedAt: Date | null;
  readonly resolvedBy: string | null;
  readonly note: string | null;
}

export interface DifferenceRepository {
  /** Newest first. */
  page(page: {
    readonly status: DifferenceStatus | null;
    readonly after: string | null;
    readonly limit: number;
  }): Promise<KnownDifference[]>;
  byId(id: string): Promise<KnownDifference | undefined>;
  /** Closes an open one; undefined when it is not there or not open. */
  resolve(id: string, by: string, note: string): Promise<KnownDifference | undefined>;
}

export function differencesOn(database: Database): DifferenceRepository {
  const one = async (label: string, text: string, values: readonly unknown[]) =>
    (await database.query<KnownDifference>(label, text, values))[0];

  return {
    page({ status, after, limit }) {
      const before = "id < coalesce($1, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)";
      const tail = "ORDER BY id DESC LIMIT $2";
      return status === null
        ? database.query("differences.page", `${select} WHERE ${before} ${tail}`, [after, limit])
        : database.query("differences.pageByStatus", `${select} WHERE ${before} AND status = $3 ${tail}`, [
            after,
            limit,
            status,
          ]);
    },
    byId: (id) => one("differences.byId", `${select} WHERE id = $1`, [id]),
    resolve: (id, by, note) =>
      one(
        "differences.resolve",
        `UPDATE reconciliation_differences
         SET status = 'RESOLVED', closed_at = now(), resolved_by = $2, note = $3
         WHERE id = $1 AND status = 'OPEN'
         RETURNING ${columns}`,
        [id, by, note],
      ),
  };
}

const columns = `id, provider, kind, subject, payment_id AS "paymentId", reference, ours, theirs, status,
  found_at AS "foundAt", seen_at AS "seenAt", closed_at AS "closedAt", resolved_by AS "resolvedBy", note`;

const select = `SELECT ${columns} FROM reconciliation_differences`;
