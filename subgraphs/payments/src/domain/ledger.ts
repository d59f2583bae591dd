import type { Money } from "@angidi/money";
import type { Change } from "./changes.ts";
import type { Payment, ProviderName } from "./payment.ts";
import type { PaymentStatus } from "./paymentStates.ts";

/**
 * What is counted, for each provider and currency by itself. A balance above zero is ours to have (debit), below zero it
 * is owed or earned (credit). The last two are a memo: what is held is nobody's income yet.
 */
export type LedgerAccount =
  /** Ours at the provider: what it took for us and has not given back. */
  | "PROVIDER_BALANCE"
  /** What customers have paid, before anything was given back. */
  | "CUSTOMER_PAYMENTS"
  /** What was given back of it. */
  | "REFUNDS"
  /** Withheld by the provider while a dispute is open. */
  | "DISPUTED"
  /** Lost by disputes. */
  | "DISPUTE_LOSSES"
  /** What providers hold for us. */
  | "HOLDS"
  /** Whose that still is. */
  | "HOLDS_OF_CUSTOMERS";

export type Movement =
  | "HELD"
  | "RELEASED"
  | "CAPTURED"
  | "REFUNDED"
  | "DISPUTE_OPENED"
  | "DISPUTE_WON"
  | "DISPUTE_LOST";

/** Where the money of each movement goes (debit) and where it comes from (credit). */
export const accountsOf: Readonly<Record<Movement, { readonly debit: LedgerAccount; readonly credit: LedgerAccount }>> =
  {
    HELD: { debit: "HOLDS", credit: "HOLDS_OF_CUSTOMERS" },
    RELEASED: { debit: "HOLDS_OF_CUSTOMERS", credit: "HOLDS" },
    CAPTURED: { debit: "PROVIDER_BALANCE", credit: "CUSTOMER_PAYMENTS" },
    REFUNDED: { debit: "REFUNDS", credit: "PROVIDER_BALANCE" },
    DISPUTE_OPENED: { debit: "DISPUTED", credit: "PROVIDER_BALANCE" },
    DISPUTE_WON: { debit: "PROVIDER_BALANCE", credit: "DISPUTED" },
    DISPUTE_LOST: { debit: "DISPUTE_LOSSES", credit: "DISPUTED" },
  };

/** Some money that moves, at a provider. */
export interface MoneyChange {
  readonly movement: Movement;
  readonly provider: ProviderName;
  /** At least 1. */
  readonly amount: Money;
}

/** One line of an entry. */
export interface Posting {
  readonly account: LedgerAccount;
  readonly provider: ProviderName;
  /** A debit is above zero, a credit below. */
  readonly amount: Money;
}

/** The two lines of a movement, which add up to zero. */
export function postingsOf({ movement, provider, amount }: MoneyChange): Posting[] {
  const { debit, credit } = accountsOf[movement];
  return [
    { account: debit, provider, amount },
    { account: credit, provider, amount: { ...amount, amount: -amount.amount } },
  ];
}

/** What a change of a payment moves: the difference between what is held, captured and refunded before and after it. */
export function moneyChangesOf(payment: Payment, change: Change): MoneyChange[] {
  if (!payment.details) return [];
  const { provider, amount: whole } = payment.details;
  const heldIn = (status: PaymentStatus) => (status === "AUTHORIZED" ? whole.amount : 0);
  const held = heldIn(change.status) - heldIn(payment.status);
  const moved: readonly (readonly [Movement, number])[] = [
    ["HELD", held],
    ["RELEASED", -held],
    ["CAPTURED", change.captured - payment.captured],
    ["REFUNDED", change.refunded - payment.refunded],
    ...disputed(change),
  ];
  return moved
    .filter(([, amount]) => amount > 0)
    .map(([movement, amount]) => ({ movement, provider, amount: { ...whole, amount } }));
}

/** A dispute moves money without a change of what was captured: its transaction says how much. */
function disputed({ entry }: Change): readonly (readonly [Movement, number])[] {
  return isOfDispute(entry.kind) ? [[entry.kind, entry.amount]] : [];
}

function isOfDispute(kind: string): kind is Extract<Movement, `DISPUTE_${string}`> {
  return kind.startsWith("DISPUTE_");
}
