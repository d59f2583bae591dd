import type { Database } from "@angidi/datastores";
import { type Money, money } from "@angidi/money";
import type { LedgerAccount, Posting } from "../domain/ledger.ts";
import type { ProviderName } from "../domain/payment.ts";
import type { LedgerEntryKind } from "./ledgerRows.ts";

/** What is in an account, of one provider and currency. */
export interface LedgerBalance {
  readonly account: LedgerAccount;
  readonly provider: ProviderName;
  readonly balance: Money;
}

/** A movement of money as it was written down. */
export interface LedgerEntry {
  readonly id: string;
  readonly paymentId: string;
  readonly kind: LedgerEntryKind;
  readonly at: Date;
  readonly postings: readonly Posting[];
}

/** The ledger, to be read. It is written with what it tells of, by `ledgerInserts`. */
export interface Ledger {
  /** Every account that has ever moved. */
  balances(): Promise<LedgerBalance[]>;
  /** Newest first, of one payment or of all. */
  entries(page: { paymentId: string | null; limit: number; after: string | null }): Promise<LedgerEntry[]>;
}

export function ledgerOn(database: Database): Ledger {
  return {
    async balances() {
      const rows = await database.query<PostingRow>("ledger.balances", selectBalances);
      return rows.map(({ account, provider, currency, amount }) => ({
        ...{ account, provider, balance: money(amount, currency) },
      }));
    },

    async entries({ paymentId, limit, after }) {
      const values = [limit, after, ...(paymentId === null ? [] : [paymentId])];
      const [label, where] =
        paymentId === null ? ["ledger.entries", ""] : ["ledger.entriesOfPayment", "AND payment_id = $3"];
      const rows = await database.query<EntryRow>(label, selectEntries(where), values);
      return rows.map(({ postings, ...entry }) => ({
        ...entry,
        postings: postings.map(({ amount, currency, ...posting }) => ({ ...posting, amount: money(amount, currency) })),
      }));
    },
  };
}

interface PostingRow {
  readonly account: LedgerAccount;
  readonly provider: ProviderName;
  readonly currency: string;
  readonly amount: number;
}

interface EntryRow extends Omit<LedgerEntry, "postings"> {
  readonly postings: readonly PostingRow[];
}

const selectBalances = `
  SELECT account, provider, currency, sum(amount)::bigint AS amount
  FROM ledger_postings
  GROUP BY account, provider, currency
  ORDER BY account, provider, currency`;

// Ids are in the order of time (UUIDv7).
const selectEntries = (where: string) => `
  SELECT id, payment_id AS "paymentId", kind, created_at AS at,
         (
           SELECT json_agg(json_build_object(
             'account', account, 'provider', provider, 'currency', currency, 'amount', amount
           ) ORDER BY line)
           FROM ledger_postings WHERE entry_id = ledger_entries.id
         ) AS postings
  FROM ledger_entries
  WHERE id < coalesce($2, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid) ${where}
  ORDER BY id DESC
  LIMIT $1`;
