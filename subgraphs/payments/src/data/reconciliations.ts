import { type Database, newId } from "@angidi/datastores";
import type { ProviderName } from "../domain/payment.ts";
import type { Difference, OurPayment } from "../domain/reconciliation.ts";
import { type PaymentRow, paymentOf, selectPayments } from "./rows.ts";

/** A comparison of our books with a provider's, and how far it is. */
export interface Reconciliation {
  readonly id: string;
  readonly provider: ProviderName;
  readonly from: Date;
  readonly to: Date;
  readonly step: "ASKING_AGAIN" | "THEIRS" | "OURS" | "DONE";
  /** Null at the beginning of the step. */
  readonly place: string | null;
  /** How many payments were compared. */
  readonly compared: number;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** What came of comparing some payments. */
export interface Compared {
  /** How many were compared. */
  readonly count: number;
  /** Those of which both books say the same. */
  readonly agreed: readonly OurPayment[];
  /** All that were looked at: their differences that were not found again are gone. */
  readonly subjects: readonly string[];
  readonly differences: readonly Difference[];
}

export interface ReconciliationRepository {
  /** The newest of each provider, for which one was ever begun. */
  newest(): Promise<Reconciliation[]>;
  /** Begins the one after `last`; undefined when another process was there first. */
  begin(
    window: Pick<Reconciliation, "provider" | "from" | "to">,
    last: Reconciliation | undefined,
  ): Promise<Reconciliation | undefined>;
  /** Writes down how far it is, and what was found on the way, together. */
  advance(run: Reconciliation, next: Pick<Reconciliation, "step" | "place">, found?: Compared): Promise<Reconciliation>;
  /** Writes down what was found of some payments beside any run. */
  note(provider: ProviderName, found: Compared): Promise<void>;
  /** Our payments by the provider's names for them. */
  byReferences(provider: ProviderName, references: readonly string[]): Promise<OurPayment[]>;
  /**
   * A page of our payments with transactions between two ids: those that were asked for, or those that have not been
   * compared since they changed. `last` is the transaction to go on after; null when there are no more.
   */
  moved(
    provider: ProviderName,
    range: { readonly after: string; readonly before: string; readonly only: "requested" | "not-compared" },
  ): Promise<{ readonly payments: OurPayment[]; readonly last: string | null }>;
  byIds(ids: readonly string[]): Promise<OurPayment[]>;
}

const pageSize = 100;

export function reconciliationsOn(database: Database): ReconciliationRepository {
  const byIds = async (ids: readonly string[]) =>
    (await database.query<OurRow>("reconciliation.byIds", `${selectOurs} WHERE id = ANY ($1)`, [ids])).map(oursOf);

  return {
    byIds,
    newest: () => database.query<Reconciliation>("reconciliation.newest", selectNewest),

    async begin({ provider, from, to }, last) {
      const values = [newId(), provider, from, to, last?.id ?? null];
      const [run] = await database.query<Reconciliation>("reconciliation.begin", begin, values);
      return run;
    },

    async advance(run, { step, place }, found = { count: 0, agreed: [], subjects: [], differences: [] }) {
      const values = [...foundValues(run.provider, found), run.id, step, place, found.count];
      const [advanced] = await database.query<Reconciliation>("reconciliation.advance", advance, values);
      return advanced!;
    },

    async note(provider, found) {
      await database.query("reconciliation.note", `${writeFound} SELECT`, foundValues(provider, found));
    },

    async byReferences(provider, references) {
      const text = `${selectOurs} WHERE provider = $1 AND reference = ANY ($2)`;
      return (await database.query<OurRow>("reconciliation.byReferences", text, [provider, references])).map(oursOf);
    },

    async moved(provider, { after, before, only }) {
      const values = [after, before, provider, only === "requested", pageSize];
      const rows = await database.query<{ id: string; paymentId: string }>("reconciliation.moved", selectMoved, values);
      const ids = [...new Set(rows.map(({ paymentId }) => paymentId))];
      const last = rows.length === pageSize ? rows.at(-1)!.id : null;
      return { payments: ids.length > 0 ? await byIds(ids) : [], last };
    },
  };
}

/** The parameters of `writeFound`. */
function foundValues(provider: ProviderName, { differences, subjects, agreed }: Compared): unknown[] {
  return [
    provider,
    JSON.stringify(differences.map((difference) => ({ id: newId(), ...difference }))),
    subjects,
    agreed.map(({ payment }) => payment.id),
    agreed.map(({ payment }) => payment.version),
  ];
}

interface OurRow extends PaymentRow {
  readonly in_ledger: number;
}

function oursOf({ in_ledger, ...row }: OurRow): OurPayment {
  return { payment: paymentOf(row), inLedger: in_ledger };
}

const selectOurs = selectPayments.replace(
  /\n {2}FROM payments$/,
  `,
         (
           SELECT coalesce(sum(posting.amount), 0)::bigint
           FROM ledger_entries JOIN ledger_postings AS posting ON posting.entry_id = ledger_entries.id
           WHERE ledger_entries.payment_id = payments.id
             AND posting.account IN ('PROVIDER_BALANCE', 'DISPUTED', 'DISPUTE_LOSSES')
         ) AS in_ledger
  FROM payments`,
);

// Ids of transactions are in the order of time (UUIDv7), so that a time is a range of the primary key.
const selectMoved = `
  SELECT entry.id, entry.payment_id AS "paymentId"
  FROM payment_transactions AS entry JOIN payments AS payment ON payment.id = entry.payment_id
  WHERE entry.id > $1 AND entry.id < $2 AND payment.provider = $3
    AND CASE WHEN $4 THEN entry.status = 'REQUESTED'
             ELSE payment.reconciled_version IS DISTINCT FROM payment.version END
  ORDER BY entry.id
  LIMIT $5`;

const runColumns = `id, provider, window_from AS "from", window_to AS "to", step, place, compared,
  started_at AS "startedAt", finished_at AS "finishedAt"`;

const selectNewest = `SELECT DISTINCT ON (provider) ${runColumns} FROM reconciliations ORDER BY provider, id DESC`;

const begin = `
  INSERT INTO reconciliations (id, provider, window_from, window_to, step)
  SELECT $1, $2, $3, $4, 'ASKING_AGAIN'
  WHERE NOT EXISTS (SELECT FROM reconciliations WHERE provider = $2 AND ($5::uuid IS NULL OR id > $5))
  ON CONFLICT DO NOTHING
  RETURNING ${runColumns}`;

const writeFound = `
  WITH found AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS found (
      id uuid, kind text, subject text, "paymentId" uuid, reference text, ours text, theirs text
    )
  ), written AS (
    INSERT INTO reconciliation_differences (id, provider, kind, subject, payment_id, reference, ours, theirs)
    SELECT found.id, $1, found.kind, found.subject, found."paymentId", found.reference, found.ours, found.theirs
    FROM found
    -- What staff have settled is not found a second time, unless the figures have changed.
    WHERE NOT EXISTS (
      SELECT FROM reconciliation_differences AS settled
      WHERE settled.provider = $1 AND settled.subject = found.subject AND settled.kind = found.kind
        AND settled.status = 'RESOLVED'
        AND settled.ours IS NOT DISTINCT FROM found.ours AND settled.theirs IS NOT DISTINCT FROM found.theirs
    )
    ON CONFLICT (provider, subject, kind) WHERE status = 'OPEN'
    DO UPDATE SET ours = EXCLUDED.ours, theirs = EXCLUDED.theirs, seen_at = now()
  ), gone AS (
    UPDATE reconciliation_differences AS difference SET status = 'GONE', closed_at = now()
    WHERE difference.provider = $1 AND difference.subject = ANY ($3) AND difference.status = 'OPEN'
      AND NOT EXISTS (
        SELECT FROM found WHERE found.subject = difference.subject AND found.kind = difference.kind
      )
  ), compared AS (
    UPDATE payments SET reconciled_version = seen.version
    FROM unnest($4::uuid[], $5::bigint[]) AS seen (id, version)
    WHERE payments.id = seen.id AND payments.version = seen.version
  )`;

const advance = `${writeFound}
  UPDATE reconciliations
  SET step = $7, place = $8, compared = reconciliations.compared + $9,
      finished_at = CASE WHEN $7 = 'DONE' THEN now() END
  WHERE id = $6
  RETURNING ${runColumns}`;
