import type { Movement, Posting } from "../domain/ledger.ts";
import type { TransactionEntry } from "../domain/payment.ts";

export type LedgerEntryKind = "OPENING" | TransactionEntry["kind"] | Extract<Movement, `DISPUTE_${string}`>;

/** An entry about to be written. */
export interface NewLedgerEntry {
  /** That of the transaction that it writes down. */
  readonly id: string;
  readonly paymentId: string;
  readonly kind: LedgerEntryKind;
  readonly postings: readonly Posting[];
}

/**
 * The insert of entries and their postings as two common table expressions, for the statement that changes a payment:
 * money never moves without its entry. Its parameter is `ledgerValue(entries)`; the entries are written only if the
 * condition holds, such as `EXISTS (SELECT FROM changed)`.
 */
export function ledgerInserts(parameter: `$${number}`, condition: string): string {
  return `ledger_entry AS (
    INSERT INTO ledger_entries (id, payment_id, kind)
    SELECT id, payment_id, kind
    FROM jsonb_to_recordset(${parameter}::jsonb -> 'entries') AS entry (id uuid, payment_id uuid, kind text)
    WHERE ${condition}
  ), ledger_posting AS (
    INSERT INTO ledger_postings (entry_id, line, account, provider, currency, amount)
    SELECT entry_id, line, account, provider, currency, amount
    FROM jsonb_to_recordset(${parameter}::jsonb -> 'postings')
      AS posting (entry_id uuid, line smallint, account text, provider text, currency char(3), amount bigint)
    WHERE ${condition}
  )`;
}

/** The value of the parameter of `ledgerInserts`. An entry without postings is none. */
export function ledgerValue(entries: readonly NewLedgerEntry[]): string {
  const posted = entries.filter(({ postings }) => postings.length > 0);
  return JSON.stringify({
    entries: posted.map(({ id, paymentId, kind }) => ({ id, payment_id: paymentId, kind })),
    postings: posted.flatMap(({ id, postings }) =>
      postings.map(({ account, provider, amount: { amount, currency } }, index) => ({
        ...{ entry_id: id, line: index + 1, account, provider, currency, amount },
      })),
    ),
  });
}
