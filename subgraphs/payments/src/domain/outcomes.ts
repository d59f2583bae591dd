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

/** Not done, for a reason that may pass: nothing has moved, and a later attempt has a key of its own. */
export interface Refused extends Decline {
  readonly kind: "refused";
}

/** The money was taken. */
export interface Captured {
  readonly kind: "captured";
  /** How much, in minor units, where that is not the whole: somebody took a part of it on the provider's pages. */
  readonly part?: number | undefined;
}

/** "voided": the hold was let go before. */
export type CaptureOutcome = Captured | { readonly kind: "voided" } | Refused | Declined;

/** "captured": the money was taken before, and only a refund can give it back. */
export type VoidOutcome = { readonly kind: "voided" } | Captured | Refused;

export type RefundOutcome = { readonly kind: "refunded" } | Declined;

/** How a shopper's confirmation ended. */
export type ActionOutcome = { readonly kind: "authorised" } | { readonly kind: "voided" } | Declined;
