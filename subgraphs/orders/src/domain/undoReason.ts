import type { OrderStatus } from "./orderStates.ts";
import type { PaymentStatus } from "./paymentStatus.ts";

/** Something of which there was too little. */
export interface Shortage {
  readonly variantId: string;
  readonly requested: number;
  readonly available: number;
}

/** Why an order is undone. Kept with it, so that a repeat of the request is answered as the first was. */
export type UndoReason =
  | { readonly kind: "OUT_OF_STOCK"; readonly shortages: readonly Shortage[] }
  | { readonly kind: "DISCOUNT_CODE_UNKNOWN" | "DISCOUNT_CODE_USED_UP"; readonly code: string }
  | { readonly kind: "PAYMENT_DECLINED"; readonly code: string; readonly message: string }
  /** The shopper was asked to confirm and did not, or was declined afterwards. */
  | { readonly kind: "PAYMENT_ACTION_FAILED"; readonly code: string; readonly message: string }
  /** Stock or payment stayed undecided for too long; usually the shopper never came back. */
  | { readonly kind: "TIMED_OUT" }
  | { readonly kind: "RESERVATION_EXPIRED" }
  | { readonly kind: "CANCELLED"; readonly reason: string };

/** What the order becomes once undone. CANCELLED is by request only. */
export function statusAfterUndo(reason: UndoReason): OrderStatus {
  return reason.kind === "CANCELLED" ? "CANCELLED" : "REJECTED";
}

/** Where the money of an order stands once it is undone, by how much was captured and given back. */
export function paymentStatusAfterUndo(reason: UndoReason, refunded: number): PaymentStatus {
  if (refunded > 0) return "REFUNDED";
  return reason.kind === "PAYMENT_DECLINED" || reason.kind === "PAYMENT_ACTION_FAILED" ? "FAILED" : "VOIDED";
}

/** In a word or the canceller's words, for events. */
export function describeUndo(reason: UndoReason): string {
  return reason.kind === "CANCELLED" ? reason.reason : reason.kind;
}
