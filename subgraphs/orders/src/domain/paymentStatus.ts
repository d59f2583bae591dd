import { becomeBy, checkStateTable, type StateTable } from "./stateTable.ts";

/** Where the money of an order stands. */
export const paymentStatuses = [
  "PENDING",
  "REQUIRES_ACTION",
  "AUTHORIZED",
  "CAPTURED",
  "PARTIALLY_REFUNDED",
  "REFUNDED",
  "FAILED",
  "VOIDED",
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/**
 * The ways between them. An order that is undone says only how it ended, so REFUNDED may follow whatever was known
 * before; one over nothing is CAPTURED without a payment, and VOIDED when it is cancelled. Each refund is a happening of
 * its own. REFUNDED goes on where the shopper pays for more pieces afterwards.
 */
export const paymentStates: StateTable<PaymentStatus> = {
  PENDING: { next: ["REQUIRES_ACTION", "AUTHORIZED", "CAPTURED", "REFUNDED", "FAILED", "VOIDED"], ends: false },
  REQUIRES_ACTION: { next: ["AUTHORIZED", "CAPTURED", "REFUNDED", "FAILED", "VOIDED"], ends: false },
  AUTHORIZED: { next: ["CAPTURED", "REFUNDED", "FAILED", "VOIDED"], ends: false },
  CAPTURED: { next: ["PARTIALLY_REFUNDED", "REFUNDED", "VOIDED"], ends: true },
  PARTIALLY_REFUNDED: { next: ["PARTIALLY_REFUNDED", "REFUNDED"], ends: true },
  REFUNDED: { next: ["PARTIALLY_REFUNDED"], ends: true },
  FAILED: { next: [], ends: true },
  VOIDED: { next: [], ends: true },
};

/** Throws for a table with a mistake. */
export function checkPaymentStates(states: StateTable<PaymentStatus>): void {
  checkStateTable("A payment", "PENDING", states);
}

/** The status itself, if the table allows the change to it. Throws IllegalTransition otherwise. */
export function becomePaid(from: PaymentStatus, to: PaymentStatus): PaymentStatus {
  return becomeBy("A payment", paymentStates, from, to);
}

/** How much was taken and how much of it given back, in minor units. */
export interface Settlement {
  readonly total: number;
  readonly refunded: number;
}

/** Where the money of a confirmed order stands. An order over nothing counts as captured. */
export function paymentStatusAfterRefund({ total, refunded }: Settlement): PaymentStatus {
  if (refunded === 0) return "CAPTURED";
  return refunded < total ? "PARTIALLY_REFUNDED" : "REFUNDED";
}

/** Whether the order's money was taken and some of it is still ours. */
export function holdsMoney(status: PaymentStatus): boolean {
  return status === "CAPTURED" || status === "PARTIALLY_REFUNDED";
}
