import type { Money } from "@angidi/money";
import type { KnownDifference } from "../data/differences.ts";
import type { LedgerBalance, LedgerEntry } from "../data/ledger.ts";
import type { Reconciliation } from "../data/reconciliations.ts";
import type { Dispute } from "../domain/dispute.ts";
import type { Posting } from "../domain/ledger.ts";
import type { Payment, PaymentTransaction } from "../domain/payment.ts";

// What resolvers hand down for a type of the schema; the code generator reads these names.

export type OrderMapper = { readonly id: string; readonly payments: readonly Payment[] };
export type DisputeMapper = Dispute;
export type PaymentMapper = Payment;
export type LedgerBalanceMapper = LedgerBalance;
export type LedgerEntryMapper = LedgerEntry;
export type LedgerPostingMapper = Posting;
export type ReconciliationMapper = Reconciliation;
export type ReconciliationDifferenceMapper = KnownDifference;
/** A transaction is in the currency of its payment, if that has any. */
export type PaymentTransactionMapper = Omit<PaymentTransaction, "amount"> & { readonly amount: Money | null };
