import type { Decline } from "./payment.ts";

// What a provider answers. It throws when it gives no answer; then the same call is made again later.

export interface Declined extends Decline {
  readonly kind: "declined";
}

export type AuthorisationOutcome =
  | { readonly kind: "authorised"; readonly reference: string }
  | {
      readonly kind: "action-required";
      readonly reference: string;
      readonly clientSecret: string | null;
      readonly redirectUrl: string | null;
    }
  | Declined;

/** "voided": the hold was let go before. */
export type CaptureOutcome = { readonly kind: "captured" } | { readonly kind: "voided" } | Declined;

/** "captured": the money was taken before, and only a refund can give it back. */
export type VoidOutcome = { readonly kind: "voided" } | { readonly kind: "captured" };

export type RefundOutcome = { readonly kind: "refunded" } | Declined;

/** How a shopper's confirmation ended. */
export type ActionOutcome = { readonly kind: "authorised" } | { readonly kind: "voided" } | Declined;
