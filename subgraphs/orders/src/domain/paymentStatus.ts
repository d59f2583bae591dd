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
