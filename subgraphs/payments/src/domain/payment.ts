import type { Money } from "@angidi/money";
import type { DisputeMove } from "./dispute.ts";
import type { PaymentStatus } from "./paymentStates.ts";

export type ProviderName = "TEST" | "STRIPE" | "PAYPAL";

/** What was to be paid. */
export interface PaymentDetails {
  readonly buyerId: string;
  readonly provider: ProviderName;
  /** The provider's name of a method; null when what was given may be a card number, which is not kept. */
  readonly paymentMethod: string | null;
  readonly amount: Money;
}

/** Why money did not move. */
export interface Decline {
  /** The provider's code, such as card_declined. */
  readonly code: string;
  readonly message: string;
}

/** What the shopper has to do: confirm with the provider (3-D Secure). */
export interface PaymentAction {
  readonly clientSecret: string | null;
  readonly redirectUrl: string | null;
}

/** What a payment is for: an order, or a supplement to it. There is one payment for each. */
export interface PaymentKey {
  readonly orderId: string;
  /** Which difference of an edited order it pays, by the id that orders gave it; null for the order's own payment. */
  readonly supplementId: string | null;
}

/** One payment of an order, with all that was ever asked of the provider for it. */
export interface Payment extends PaymentKey {
  readonly id: string;
  /** Null when it was voided before it was authorised. */
  readonly details: PaymentDetails | null;
  readonly status: PaymentStatus;
  /** Minor units of the amount's currency, as all amounts here. */
  readonly captured: number;
  readonly refunded: number;
  /** The provider's name for the payment. */
  readonly reference: string | null;
  /** Why it is FAILED. */
  readonly decline: Decline | null;
  /** While it is REQUIRES_ACTION. */
  readonly action: PaymentAction | null;
  /** One more with each transaction. */
  readonly version: number;
  readonly transactions: readonly PaymentTransaction[];
}

/** Something that was asked of the provider, or what came of it. */
export interface TransactionEntry {
  readonly kind: "AUTHORISATION" | "CAPTURE" | "VOID" | "REFUND" | DisputeMove;
  readonly status: "REQUESTED" | "ACTION_REQUIRED" | "SUCCEEDED" | "DECLINED";
  readonly amount: number;
  /** Of a refund: which one, by the id that the caller chose. */
  readonly refundId: string | null;
  readonly reason: string | null;
  readonly decline: Decline | null;
}

export interface PaymentTransaction extends TransactionEntry {
  readonly id: string;
  readonly at: Date;
}

/** Whether something was asked of the provider and its outcome is not recorded: the provider may have done it. */
export function isInDoubt({ transactions }: Payment, kind: "CAPTURE" | "VOID"): boolean {
  return transactions.findLast((each) => each.kind === kind)?.status === "REQUESTED";
}

/**
 * The name of the attempt at something that is done once at most, part of its idempotency key: a provider keeps what it
 * answered to a key, a refusal too, so that one that was refused is tried again under another name. One of which the
 * outcome is not known keeps its own.
 */
export function attemptAt({ transactions }: Payment, kind: "CAPTURE" | "VOID"): string {
  const refused = transactions.filter((each) => each.kind === kind && each.status === "DECLINED").length;
  const name = kind.toLowerCase();
  return refused === 0 ? name : `${name}:${refused + 1}`;
}

/** The transactions of one refund: its request and, once known, its outcome. */
export function transactionsOfRefund({ transactions }: Payment, refundId: string): readonly PaymentTransaction[] {
  return transactions.filter((each) => each.refundId === refundId);
}

/**
 * What can still be refunded: refunds under way count as if they had succeeded, and what a dispute has taken back is not
 * there to be given a second time.
 */
export function refundable(payment: Payment): number {
  const underWay = payment.transactions
    .filter((each) => each.kind === "REFUND" && each.status === "REQUESTED")
    .filter((each) => transactionsOfRefund(payment, each.refundId!).length === 1)
    .reduce((sum, { amount }) => sum + amount, 0);
  return payment.captured - payment.refunded - underWay - withheld(payment);
}

/**
 * Whether the provider, by the amounts of the refunds that it made, has one of this amount beside those that we know to
 * be made. Refunds of one amount stand for each other.
 */
export function hasUnknownRefund({ transactions }: Payment, theirs: readonly number[], amount: number): boolean {
  const known = transactions.filter(
    (each) => each.kind === "REFUND" && each.status === "SUCCEEDED" && each.amount === amount,
  );
  return theirs.filter((each) => each === amount).length > known.length;
}

/** What disputes hold back now, or have taken for good. */
export function withheld({ transactions }: Payment): number {
  const sumOf = (kind: DisputeMove) =>
    transactions.filter((each) => each.kind === kind).reduce((sum, { amount }) => sum + amount, 0);
  return sumOf("DISPUTE_OPENED") - sumOf("DISPUTE_WON");
}
