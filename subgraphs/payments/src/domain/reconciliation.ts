import { formatDecimal, money } from "@angidi/money";
import type { Payment } from "./payment.ts";
import type { PaymentStatus } from "./paymentStates.ts";
import { undecidedCalls } from "./undecided.ts";

/** What a provider says of a payment, as far as it is compared. Minor units of the currency. */
export interface TheirPayment {
  readonly reference: string;
  readonly status: "ACTION_REQUIRED" | "AUTHORIZED" | "CAPTURED" | "VOIDED" | "DECLINED";
  readonly currency: string;
  readonly amount: number;
  readonly captured: number;
  readonly refunded: number;
}

/** What we say of it: the payment, and what the ledger has of its money (captured, less refunded). */
export interface OurPayment {
  readonly payment: Payment;
  readonly inLedger: number;
}

export type DifferenceKind =
  | "MISSING_AT_PROVIDER"
  | "MISSING_HERE"
  | "AMOUNT_DIFFERS"
  | "STATE_DIFFERS"
  | "CAPTURED_DIFFERS"
  | "REFUNDED_DIFFERS"
  | "LEDGER_DIFFERS"
  | "OUTCOME_UNKNOWN";

/** Something that our books and the provider's say differently, each in figures for people. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Our payment's id, or the provider's name for one that we do not have. */
  readonly subject: string;
  readonly paymentId: string | null;
  readonly reference: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
}

/** What a provider may say of a payment that stands so with us. */
const theirStates: Readonly<Record<PaymentStatus, readonly TheirPayment["status"][]>> = {
  PENDING: [],
  REQUIRES_ACTION: ["ACTION_REQUIRED"],
  AUTHORIZED: ["AUTHORIZED"],
  CAPTURED: ["CAPTURED"],
  PARTIALLY_REFUNDED: ["CAPTURED"],
  REFUNDED: ["CAPTURED"],
  // A hold that has run out, and a confirmation that failed, are told by providers in one way or the other. One that is
  // waited for holds nothing: PayPal has no way to end an order that was never approved, and forgets it some day.
  FAILED: ["DECLINED", "VOIDED", "ACTION_REQUIRED"],
  VOIDED: ["VOIDED", "DECLINED", "ACTION_REQUIRED"],
};

/**
 * What differs between our books and the provider's of one payment; null for a side that does not have it. What was asked
 * and not answered is nothing but that: until it is known there is nothing to compare.
 */
export function differencesOf(ours: OurPayment | null, theirs: TheirPayment | null): Difference[] {
  if (!ours) return theirs && movedMoney(theirs) ? [missingHere(theirs)] : [];
  const { payment, inLedger } = ours;
  const subject = { subject: payment.id, paymentId: payment.id, reference: payment.reference };
  const difference = (kind: DifferenceKind, our: string | null, their: string | null) => {
    return { kind, ...subject, ours: our, theirs: their };
  };

  const [undecided] = undecidedCalls(payment);
  if (undecided) {
    return [difference("OUTCOME_UNKNOWN", `${undecided.kind} since ${undecided.since.toISOString()}`, null)];
  }
  if (!payment.details || payment.reference === null) return [];
  const { amount, currency } = payment.details.amount;
  if (!theirs) {
    const isOver = payment.status === "FAILED" || payment.status === "VOIDED";
    return isOver ? [] : [difference("MISSING_AT_PROVIDER", `${payment.status} ${inUnits(amount, currency)}`, null)];
  }

  const compare = (kind: DifferenceKind, our: number, their: number) =>
    our === their && currency === theirs.currency
      ? []
      : [difference(kind, inUnits(our, currency), inUnits(their, theirs.currency))];
  return [
    ...compare("AMOUNT_DIFFERS", amount, theirs.amount),
    ...(theirStates[payment.status].includes(theirs.status)
      ? []
      : [difference("STATE_DIFFERS", payment.status, theirs.status)]),
    ...compare("CAPTURED_DIFFERS", payment.captured, theirs.captured),
    ...compare("REFUNDED_DIFFERS", payment.refunded, theirs.refunded),
    ...compare("LEDGER_DIFFERS", inLedger, theirs.captured - theirs.refunded),
  ];
}

/** One that never held or took anything is no loss: a form that nobody sent off, a card that was declined. */
function movedMoney({ status }: TheirPayment): boolean {
  return status === "AUTHORIZED" || status === "CAPTURED";
}

function missingHere({ reference, status, amount, currency }: TheirPayment): Difference {
  const theirs = `${status} ${inUnits(amount, currency)}`;
  return { kind: "MISSING_HERE", subject: reference, paymentId: null, reference, ours: null, theirs };
}

function inUnits(amount: number, currency: string): string {
  return `${formatDecimal(money(amount, currency))} ${currency}`;
}
